"""Repairs of nodes on the canvas: each makes the node fit when it is done to the workflow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from canvas_editing import repaired

from canvas_sketch import Sketch

Build = Callable[[Sketch], Any]


def image(sketch: Sketch, *shape: int) -> Any:
    channels, height, width = shape
    return sketch.add("NetwrightImageInput", channels=channels, height=height, width=width)


def tensor(sketch: Sketch, shape: str, dtype: str = "float32") -> Any:
    return sketch.add("NetwrightTensorInput", shape=shape, dtype=dtype)


def of(op: str, *shape: int, **widgets: Any) -> Build:
    """A layer on an input of that shape."""
    typed = ", ".join(map(str, shape))
    return lambda sketch: sketch.layer(op, tensor(sketch, typed), **widgets)


def merged(op: str, *shapes: str) -> Build:
    return lambda sketch: sketch.layer(op, *(tensor(sketch, shape) for shape in shapes))


def smaller_branch(sketch: Sketch) -> Any:
    """A convolution that loses two pixels, beside a skip."""
    wide = sketch.layer("Conv2d", image(sketch, 3, 8, 8), out_channels=4, padding="same")
    small = sketch.layer("ReLU", sketch.layer("Conv2d", wide, out_channels=4, padding="0"))
    return sketch.layer("Add", wide, small)


CASES: dict[str, tuple[Build, list[str]]] = {
    "a size that the input gives": (
        of("Conv2d", 3, 8, 8, out_channels=4, in_channels=5),
        ["Leave in_channels out", "Put Conv2d(out_channels=5, kernel_size=1) before it"],
    ),
    "features": (
        of("Linear", 30, out_features=4, in_features=20),
        ["Leave in_features out", "Put Linear(out_features=20) before it"],
    ),
    "channels last": (
        of("Conv2d", 8, 8, 3, out_channels=4, in_channels=3),
        ["Leave in_channels out", "Put Permute(dims=[2, 0, 1]) before it"],
    ),
    "a row into an image layer": (
        of("Conv2d", 64, out_channels=4),
        ["Put Unflatten(dim=0, unflattened_size=[1, 8, 8]) before it"],
    ),
    "an image into a sequence layer": (
        of("LSTM", 3, 8, 8, hidden_size=4),
        ["Put Flatten("],
    ),
    "an image into a layer of rows": (
        of("BatchNorm1d", 3, 8, 8),
        ["Put Flatten(start_dim=1, end_dim=2) before it", "Put GlobalAvgPool() before it"],
    ),
    "a picture smaller than the kernel": (
        of("Conv2d", 3, 2, 2, out_channels=4, kernel_size="5", padding="0"),
        ["Set padding to 2", "Set padding to same", "Set kernel_size to 2"],
    ),
    "a picture smaller than the window": (
        of("MaxPool2d", 3, 1, 1, kernel_size="2"),
        ["Set kernel_size to 1", "Put Upsample(scale_factor=2) before it"],
    ),
    "groups": (of("Conv2d", 6, 8, 8, out_channels=8, groups=4), ["Set groups to 2"]),
    "groups of a norm": (of("GroupNorm", 6, 8, 8, num_groups=4), ["Set num_groups to 3"]),
    "heads": (of("TransformerEncoderLayer", 9, 30, nhead=4), ["Set nhead to 3"]),
    "branches of other sizes": (
        smaller_branch,
        ["Set padding of Conv2d #3 to same", "Put ZeroPad2d(padding=[1, 1, 1, 1]) before it"],
    ),
    "branches of other channels": (
        merged("Add", "8, 6, 6", "4, 6, 6"),
        ["Put Conv2d(out_channels=8, kernel_size=1) before it"],
    ),
    "a branch of half the size": (
        merged("Concat", "8, 6, 6", "4, 3, 3"),
        ["Put Upsample(size=[6, 6]) before it"],
    ),
    "rows of other features": (
        merged("Add", "8", "4"),
        ["Put Linear(out_features=8) before it"],
    ),
    "several layers into one wire": (
        merged("Add", "8, 6, 6", "4, 3, 3"),
        ["Put Upsample(size=[6, 6]) before it and put Conv2d(out_channels=8, kernel_size=1)"],
    ),
    "grey pictures into a backbone": (
        of("Backbone", 1, 32, 32, model="squeezenet1_1"),
        ["Put Conv2d(out_channels=3, kernel_size=1) before it"],
    ),
    "small pictures into a backbone": (
        of("Backbone", 3, 4, 4, model="squeezenet1_1"),
        ["Put Upsample("],
    ),
    "whole numbers into a layer of numbers": (
        lambda sketch: sketch.layer("Linear", tensor(sketch, "4", "int64"), out_features=2),
        ['Put Cast(dtype="float32") before it'],
    ),
    "other channels into a block": (
        lambda sketch: sketch.add(
            "NetwrightBlock",
            block="residual",
            parameters="channels=16",
            **{"inputs.input_0": image(sketch, 3, 8, 8)},
        ),
        ["Put Conv2d(out_channels=16, kernel_size=1) before it"],
    ),
    "a text that is no value": (
        of("Conv2d", 3, 8, 8, out_channels=4, kernel_size="three"),
        ["Set kernel_size to 3"],
    ),
    "a word that is misspelt": (
        of("Conv2d", 3, 8, 8, out_channels=4, padding_mode="reflct"),
        ["Set padding_mode to reflect"],
    ),
    "a number out of its range": (
        of("Conv2d", 3, 8, 8, out_channels=0),
        ["Set out_channels to 1"],
    ),
    "an input's number out of its range": (
        lambda sketch: sketch.add("NetwrightImageInput", channels=-3),
        ["Set channels to 1"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_repair_makes_the_node_fit(sketched_nodes: dict[str, Any], case: str) -> None:
    from netwright_nodes.sketching.looking import look_at

    build, labels = CASES[case]
    sketch = Sketch(sketched_nodes)
    id = str(build(sketch).node)
    workflow = sketch.workflow()
    problem = look_at(workflow, 1).nodes[id].problem
    found = [repair.label for repair in problem.repairs]
    assert len(found) <= 3
    for label in labels:
        assert any(repair.startswith(label) for repair in found), (problem, found)
    for repair in problem.repairs:
        after = look_at(repaired(workflow, repair, sketched_nodes), 1).nodes
        assert after[id].problem is None, (repair, after[id])
        assert after[id].outputs


def test_a_fix_in_words_becomes_the_changes_that_it_means() -> None:
    from netwright_nodes.sketching.fix_words import Insertion, Settings, changes_in

    assert [*changes_in("set padding=1, or pool less before.")] == [[Settings({"padding": 1})]]
    assert [*changes_in("set groups=1.")] == [[Settings({"groups": 1})]]
    assert [*changes_in("leave size out, or set size=[2, 3].")] == [
        [Settings({"size": None})],
        [Settings({"size": [2, 3]})],
    ]
    assert [*changes_in("put View(shape=[1, 4]), Cast() before that input and set dim=-1.")] == [
        [Insertion("View", {"shape": [1, 4]}), Insertion("Cast", {}), Settings({"dim": -1})]
    ]
    assert [*changes_in("wire at least two nodes into it.")] == []
    assert [*changes_in("set a=__import__('os').")] == []
    assert [*changes_in("put f((((( before it")] == []
