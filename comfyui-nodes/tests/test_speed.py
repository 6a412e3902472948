"""What the nodes cost before training starts. Processor time, so that a busy machine passes too."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

PACK = Path(__file__).parents[1]

_IMPORT = """
import asyncio, sys, tempfile, time
from pathlib import Path
import torch, torchvision
import folder_paths
folder_paths.set_base(Path(tempfile.mkdtemp()))
started = time.process_time()
from netwright_nodes.extension import NetwrightExtension
asyncio.run(NetwrightExtension().get_node_list())
print(time.process_time() - started)
"""


LAYERS, ROUNDS = 50, 5
"""Pairs of layers, and how often the two kinds of them take turns."""


def test_a_hundred_layers_cost_less_than_a_fifth_of_a_second(small_host: Any, canvas: Any) -> None:
    first = chain(canvas, 1, 15)
    canvas.add("NetwrightSaveNetwork", network=network(canvas, first), filename="one")
    small_host.run(canvas.prompt)  # The first layer of a process brings torch's own imports.
    end = network(canvas, chain(canvas, LAYERS, 16))
    canvas.add("NetwrightSaveNetwork", network=end, filename="hundred")
    started = time.process_time()
    outcome = small_host.run(canvas.prompt)
    took = time.process_time() - started
    assert outcome.succeeded
    assert took < 0.2, took


def test_a_hundred_layers_cost_little_more_than_as_many_nodes_that_do_nothing(
    running_comfyui: Any, canvas: Any
) -> None:
    if running_comfyui is None:
        pytest.skip("set COMFYUI_PATH to a checkout of ComfyUI to run against the real one")
    ours, idle = [], []
    for round in range(ROUNDS):
        channels = 16 + LAYERS * round  # Nothing comes from the cache.
        ours.append(seconds(running_comfyui, real_chain(canvas, channels)))
        idle.append(seconds(running_comfyui, idle_chain(canvas, channels)))
    ours, idle = ours[1:], idle[1:]  # The first brings torch's own imports.
    cost = statistics.median(ours) - statistics.median(idle)
    print(f"100 layers: {ours} s; as many nodes that do nothing: {idle} s")
    assert cost < 0.2, (ours, idle)


def real_chain(canvas: Any, channels: int) -> dict[str, Any]:
    """A prompt of a hundred layers and what ends them."""
    canvas.prompt.clear()
    end = network(canvas, chain(canvas, LAYERS, channels))
    canvas.add("NetwrightNetworkSummary", network=end)
    return dict(canvas.prompt)


def idle_chain(canvas: Any, channels: int) -> dict[str, Any]:
    """The same prompt of nodes that do nothing."""
    prompt = real_chain(canvas, channels)
    kept = {id: node for id, node in prompt.items() if node["class_type"] in IDLE}
    for node in kept.values():
        node["class_type"] = IDLE[node["class_type"]]
    last = next(reversed(kept))
    return {**kept, "end": {"class_type": "DoNothingEnd", "inputs": {"value": [last, 0]}}}


IDLE = {
    "NetwrightImageInput": "DoNothingInput",
    "NetwrightLayerConv2d": "DoNothingNetwrightLayerConv2d",
    "NetwrightLayerReLU": "DoNothingNetwrightLayerReLU",
}


def seconds(host: Any, prompt: dict[str, Any]) -> float:
    """What a prompt takes from its start to its end, as the page sees it."""
    started = time.perf_counter()
    outcome = host.run(prompt)
    took = time.perf_counter() - started
    assert outcome.succeeded, outcome
    return took


def chain(canvas: Any, pairs: int, channels: int) -> Any:
    """Convolutions and activations one after the other; gives what flows out of the last."""
    flows = canvas.add("NetwrightImageInput", channels=3, height=32, width=32)
    for number in range(pairs):
        conv = canvas.layer("Conv2d", flows, out_channels=channels + number, padding="same")
        flows = canvas.layer("ReLU", conv)
    return flows


def network(canvas: Any, flows: Any) -> Any:
    return canvas.add("NetwrightNetwork", **{"inputs.input_0": flows})


def test_the_pack_is_imported_in_a_second_beside_torch() -> None:
    places = [str(PACK / "netwright_nodes" / "standalone" / "stand_in"), str(PACK)]
    code = f"import sys; sys.path[:0] = {places}\n{_IMPORT}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 1.0
