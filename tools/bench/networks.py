"""How long shapes, building and a training step take, beside torchvision's own ResNet-18."""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import torch
import torchvision
from torch import nn

from bench.harness import Bar, Measurement
from netwright.interfaces.documents import Network
from netwright.layers import build, builder, check
from netwright.layers.checked import clear_caches
from netwright.layers.library import library_network

_WARMING = 2
_TURNS = 8
"""Steps of each module in one measure, those that count."""


def measurements(folder: Path) -> list[Measurement]:
    """Shape inference, building, and forward and backward, each warmed up once before."""
    deep, resnet = two_hundred_layers(), library_network("resnet-18")
    fast_build = (Bar(1.5, of="torchvision's build"),)
    step = ratio_of_steps(lambda: build(resnet), torchvision.models.resnet18)
    return [
        Measurement("check 200 layers", first_check(deep), (Bar(0.2),), rounds=21),
        Measurement("check after an edit", check_after_edit(deep), (Bar(0.01),), rounds=21),
        Measurement("torchvision's build", seconds_of(torchvision.models.resnet18), rounds=21),
        Measurement("build of ResNet-18", first_build(resnet), fast_build, rounds=21),
        Measurement("step of ResNet-18 / torchvision's", step, (Bar(1.01),), 31, unit="x"),
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


def ratio_of_steps(
    ours: Callable[[], nn.Module], theirs: Callable[[], nn.Module]
) -> Callable[[], float]:
    """A measure of how many times as long our module's step takes, forward and backward.

    A hundredth of it is less than what other work on the machine changes from one second to the
    next, and less than what two copies of one module differ by, for where in memory they lie. So
    each measure makes new modules; these take turns step by step, on one core; each step is
    compared with the one beside it; and the processor's time counts, not the clock's.
    """
    images = torch.randn(8, 3, 64, 64)

    def step(module: nn.Module) -> float:
        began = time.process_time()
        outputs = module(images)
        (outputs["logits"] if isinstance(outputs, dict) else outputs).sum().backward()
        return time.process_time() - began

    def turn(modules: tuple[nn.Module, nn.Module], back: bool) -> float:
        if back:  # None of them always comes first.
            their_seconds, our_seconds = step(modules[1]), step(modules[0])
        else:
            our_seconds, their_seconds = step(modules[0]), step(modules[1])
        return our_seconds / their_seconds

    def measure() -> float:
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            modules = ours(), theirs()
            turns = [turn(modules, back=bool(n % 2)) for n in range(_WARMING + _TURNS)]
        finally:
            torch.set_num_threads(threads)
        return statistics.median(turns[_WARMING:])

    return measure
