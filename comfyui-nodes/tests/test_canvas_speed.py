"""How soon shapes are there after an edit. Processor time, so that a busy machine passes too."""

from __future__ import annotations

import json
import time
from typing import Any

from canvas_editing import set_widget

from canvas_sketch import Sketch

LAYERS = 99
FIRST, SECOND, MIDDLE = 1, 2, 50


def hundred_layers(nodes: dict[str, Any]) -> dict[str, Any]:
    """Convolutions, each wider than the last, with norms and activations."""
    sketch = Sketch(nodes)
    x = sketch.add("NetwrightImageInput", channels=3, height=32, width=32)
    for number in range(LAYERS // 3):
        x = sketch.layer("Conv2d", x, out_channels=16 + number, padding="same")
        x = sketch.layer("ReLU", sketch.layer("BatchNorm2d", x))
    sketch.add("NetwrightNetwork", **{"inputs.input_0": x})
    return sketch.workflow()


def milliseconds(workflow: dict[str, Any]) -> float:
    """Of one answer, from the body's text to the answer's."""
    from netwright_nodes.routes.messages.canvas import CanvasAsked
    from netwright_nodes.sketching.looking import look_at

    body = json.dumps({"workflow": workflow})
    began = time.process_time()
    asked = CanvasAsked.model_validate_json(body)
    told = look_at(asked.workflow, asked.batch_size).model_dump_json()
    took = time.process_time() - began
    assert json.loads(told)["networks"][0]["layers"] == LAYERS
    return took * 1e3


def test_a_hundred_layers_are_told_within_fifty_milliseconds_of_an_edit(
    sketched_nodes: dict[str, Any],
) -> None:
    workflow = hundred_layers(sketched_nodes)
    milliseconds(workflow)
    # All shapes change, and all sizes; the fastest of three, since a collection of garbage may
    # fall into any one.
    heights = [
        set_widget(workflow, FIRST, "height", height, sketched_nodes) for height in (40, 41, 42)
    ]
    assert min(map(milliseconds, heights)) < 50
    widths = [
        set_widget(workflow, SECOND, "out_channels", width, sketched_nodes) for width in (8, 9, 10)
    ]
    assert min(map(milliseconds, widths)) < 50
    middle = [
        set_widget(workflow, MIDDLE, "out_channels", width, sketched_nodes) for width in (8, 9, 10)
    ]
    assert min(map(milliseconds, middle)) < 50
    assert min(milliseconds(workflow) for _ in range(3)) < 15


def test_a_backbone_of_hundreds_of_layers_is_told_in_seconds(
    sketched_nodes: dict[str, Any],
) -> None:
    from netwright_nodes.sketching.looking import look_at

    sketch = Sketch(sketched_nodes)
    x = sketch.add("NetwrightImageInput", channels=3, height=64, width=64)
    backbone = sketch.layer("Backbone", x, model="resnet152")
    began = time.process_time()
    told = look_at(sketch.workflow(), 1).nodes[str(backbone.node)]
    assert told.parameters > 50_000_000
    assert told.outputs[0].shape == (2048, 2, 2)
    assert time.process_time() - began < 8
