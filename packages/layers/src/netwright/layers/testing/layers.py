"""The contract that every layer passes without writing a test."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest

from netwright.interfaces.documents import Input, Network, Node
from netwright.layers.layer import Example, Layer
from netwright.layers.testing.networks import NetworkContract


def layer_cases(kinds: Iterable[type[Layer]]) -> list[Any]:
    """A pytest parameter for every example of every layer."""
    return [
        pytest.param(kind, example, id=f"{kind.op()}-{number}")
        for kind in kinds
        for number, example in enumerate(kind.examples, start=1)
    ]


def example_network(kind: type[Layer], example: Example) -> Network:
    """The network of one node that an example describes; every output of the layer is an output."""
    names = [f"in{index}" for index in range(len(example.inputs))]
    several = len(kind.output_names) > 1
    return Network(
        name="layer",
        inputs={
            name: Input(**flows._asdict())
            for name, flows in zip(names, example.inputs, strict=True)
        },
        nodes=(Node(id="layer", op=kind.op(), params=dict(example.params), inputs=tuple(names)),),
        outputs={out: f"layer.{out}" if several else "layer" for out in kind.output_names},
    )


class LayerContract(NetworkContract):
    """What holds for every layer and every one of its examples, each as a network of one node."""

    @pytest.fixture
    def network(self, kind: type[Layer], example: Example) -> Network:
        return example_network(kind, example)

    def test_is_described(self, kind: type[Layer], example: Example) -> None:
        assert kind.summary().endswith("."), "the docstring starts with one sentence"
        assert kind.category
        assert kind.formula
        assert kind.onnx or kind.not_in_onnx, "say the ONNX operators, or why there are none"
        undescribed = [n for n, field in kind.model_fields.items() if not field.description]
        assert not undescribed

    def test_survives_json(self, kind: type[Layer], example: Example) -> None:
        layer = kind.from_params(example.params)
        again = kind.from_params(json.loads(json.dumps(layer.model_dump(mode="json"))))
        assert again == layer
        assert json.dumps(kind.model_json_schema())
