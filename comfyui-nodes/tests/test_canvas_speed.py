"""How soon shapes are there after an edit. Processor time, so that a busy machine passes too."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from bench.canvas import answer_seconds, hundred_layers
from canvas_sketch import Sketch


def test_a_hundred_layers_are_told_within_fifty_milliseconds_of_an_edit(
    sketched_nodes: dict[str, Any],
) -> None:
    def fastest(edits: Iterable[dict[str, int]]) -> float:
        """Of three edits alike, since a collection of garbage may fall into any one."""
        return min(answer_seconds(hundred_layers(sketched_nodes, **edit)) for edit in edits)

    answer_seconds(hundred_layers(sketched_nodes))
    assert fastest({"height": height} for height in (40, 41, 42)) < 0.05
    assert fastest({"first": channels} for channels in (8, 9, 10)) < 0.05
    assert fastest({"middle": channels} for channels in (8, 9, 10)) < 0.05
    assert fastest([{}, {}, {}]) < 0.015


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
