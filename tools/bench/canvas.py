"""How soon the server tells shapes after an edit of a network of a hundred layers on the canvas."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.harness import Bar, Measurement
from canvas_sketch import Sketch
from stand_in_nodes import stand_in_nodes

LAYERS = 99
_BAR = (Bar(0.05),)


def measurements(folder: Path) -> list[Measurement]:
    """From the request's text to the answer's: parsing, looking, and writing it down."""
    nodes = stand_in_nodes()
    sizes = itertools.count(100)
    answer_seconds(hundred_layers(nodes))

    def after(**edits: Iterator[int]) -> Callable[[], float]:
        return lambda: answer_seconds(
            hundred_layers(nodes, **{name: next(values) for name, values in edits.items()})
        )

    return [
        Measurement("another image size", after(height=sizes), _BAR, rounds=21),
        Measurement("another first layer", after(first=sizes), _BAR, rounds=21),
        Measurement("another layer in the middle", after(middle=sizes), _BAR, rounds=21),
        Measurement("nothing changed", after(), _BAR, rounds=21),
    ]


def hundred_layers(
    nodes: dict[str, Any], height: int = 32, first: int = 16, middle: int = 32
) -> dict[str, Any]:
    """A canvas of convolutions, each wider than the last, with norms and activations.

    Args:
        nodes: The node classes by id.
        height: Of the images; all shapes hang on it.
        first: The channels of the first layer.
        middle: Those of one in the middle.
    """
    sketch = Sketch(nodes)
    x = sketch.add("NetwrightImageInput", channels=3, height=height, width=32)
    for number in range(LAYERS // 3):
        channels = {0: first, 16: middle}.get(number, 16 + number)
        x = sketch.layer("Conv2d", x, out_channels=channels, padding="same")
        x = sketch.layer("ReLU", sketch.layer("BatchNorm2d", x))
    sketch.add("NetwrightNetwork", **{"inputs.input_0": x})
    return sketch.workflow()


def answer_seconds(workflow: dict[str, Any]) -> float:
    """Of the processor, for one answer."""
    from netwright_nodes.routes.messages.canvas import CanvasAsked
    from netwright_nodes.sketching.looking import look_at

    body = json.dumps({"workflow": workflow})
    began = time.process_time()
    asked = CanvasAsked.model_validate_json(body)
    told = look_at(asked.workflow, asked.batch_size).model_dump_json()
    took = time.process_time() - began
    assert json.loads(told)["networks"][0]["layers"] == LAYERS
    return took
