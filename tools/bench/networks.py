"""How long shapes, building and a training step take, beside torchvision's own ResNet-18."""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
import torchvision
from torch import nn

from bench.harness import Bar, Measurement
from netwright.interfaces.documents import Network
from netwright.layers import build, builder, check
from netwright.layers.checked import clear_caches
from netwright.layers.library import library_network
from netwright.layers.library.weight_names import from_torchvision

_STEPS = 15
"""Steps of each module in one measure."""


def measurements(folder: Path) -> list[Measurement]:
    """Shape inference, building, and forward and backward, each warmed up once before."""
    deep, resnet = two_hundred_layers(), library_network("resnet-18")
    theirs = torchvision.models.resnet18()
    ours = build(resnet)
    ours.load_state_dict(from_torchvision("resnet-18", theirs.state_dict()))
    as_theirs = (Bar(1.01, of="torchvision's step"),)
    fast_build = (Bar(1.5, of="torchvision's build"),)
    their_step, our_step = steps_side_by_side(theirs, ours)
    return [
        Measurement("check 200 layers", first_check(deep), (Bar(0.2),), rounds=21),
        Measurement("check after an edit", check_after_edit(deep), (Bar(0.01),), rounds=21),
        Measurement("torchvision's build", seconds_of(torchvision.models.resnet18), rounds=21),
        Measurement("build of ResNet-18", first_build(resnet), fast_build, rounds=21),
        Measurement("torchvision's step", their_step, rounds=11),
        Measurement("step of ResNet-18", our_step, as_theirs, rounds=11),
    ]


def two_hundred_layers() -> Network:
    """Forty stages of five layers, each wider than the last: no two layers are alike."""
    x = builder.input("image", (3, 32, 32))
    for channels in range(16, 56):
        wide = builder.conv2d(x, channels, kernel_size=3, padding=1)
        x = builder.relu(builder.batchnorm2d(wide))
        x = builder.concat(builder.conv2d(x, channels, kernel_size=1), wide)
    return builder.network("two-hundred", y=x)


def seconds_of(work: Callable[[], object]) -> Callable[[], float]:
    """A measure of one go of `work`."""

    def measure() -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    return measure


def first_check(network: Network) -> Callable[[], float]:
    """Of a document that nothing is known of."""

    def measure() -> float:
        clear_caches()
        return seconds_of(lambda: check(network))()

    return measure


def check_after_edit(network: Network) -> Callable[[], float]:
    """Of a document that was checked before one convolution in its middle became wider."""
    widths = itertools.count(100)

    def measure() -> float:
        check(network)
        middle = network.nodes[103]
        wider = middle.model_copy(
            update={"params": {**middle.params, "out_channels": next(widths)}}
        )
        edited = (*network.nodes[:103], wider, *network.nodes[104:])
        return seconds_of(lambda: check(network.model_copy(update={"nodes": edited})))()

    return measure


def first_build(network: Network) -> Callable[[], float]:
    """Its check included, as nothing is known of it."""

    def measure() -> float:
        clear_caches()
        return seconds_of(lambda: build(network))()

    return measure


def steps_side_by_side(*modules: nn.Module) -> list[Callable[[], float]]:
    """For each module a measure of its step; the first one runs all modules in turn.

    A step is forward and backward of eight images. A hundredth of it is less than what other work
    on the machine changes from one second to the next. So the modules take turns step by step, on
    one core; the processor's time counts, not the clock's; and of that the fast quarter's slowest,
    which was seen to vary least.
    """
    images = torch.randn(8, 3, 64, 64)
    seconds: list[float] = []

    def step(module: nn.Module) -> float:
        began = time.process_time()
        outputs = module(images)
        (outputs["logits"] if isinstance(outputs, dict) else outputs).sum().backward()
        return time.process_time() - began

    def measure() -> float:
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            rounds = [_in_turn(step, modules, back=bool(n % 2)) for n in range(_STEPS)]
        finally:
            torch.set_num_threads(threads)
        seconds[:] = (statistics.quantiles(own, n=4)[0] for own in zip(*rounds, strict=True))
        return seconds[0]

    measure()
    return [measure, *(lambda n=n: seconds[n] for n in range(1, len(modules)))]


def _in_turn(
    step: Callable[[nn.Module], float], modules: Sequence[nn.Module], back: bool
) -> list[float]:
    """Every module's seconds; from the last to the first where `back`, so that none is favoured."""
    if back:
        return [step(module) for module in reversed(modules)][::-1]
    return [step(module) for module in modules]
