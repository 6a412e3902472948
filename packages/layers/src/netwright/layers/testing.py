"""The contract that every layer passes without writing a test: subclass and parametrise it.

@pytest.mark.parametrize(("kind", "example"), layer_cases(layer_types().values()))
class TestEveryLayer(LayerContract):
    pass
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
import torch
from torch import fx

from netwright.interfaces.documents import Input, Network, Node
from netwright.layers.checked import CheckedNetwork, check
from netwright.layers.construct import build
from netwright.layers.exporting import exporting
from netwright.layers.layer import Example, Layer, TensorType

# Exported arithmetic may be reordered; these are torch.testing's own float32 tolerances, eased for
# sums over many elements.
_RTOL, _ATOL = 1e-4, 1e-5


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
        inputs={
            name: Input(**flows._asdict())
            for name, flows in zip(names, example.inputs, strict=True)
        },
        nodes=(Node(id="layer", op=kind.op(), params=dict(example.params), inputs=tuple(names)),),
        outputs={out: f"layer.{out}" if several else "layer" for out in kind.output_names},
    )


class LayerContract:
    """What holds for every layer and every one of its examples."""

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

    @pytest.mark.parametrize("batch", [1, 3])
    def test_gives_the_inferred_shapes(
        self, kind: type[Layer], example: Example, batch: int
    ) -> None:
        checked = check(example_network(kind, example))
        outputs = build(checked).eval()(*_random_inputs(example, batch))
        for name, flows in checked.outputs.items():
            assert tuple(outputs[name].shape) == (batch, *flows.shape)
            assert str(outputs[name].dtype) == f"torch.{flows.dtype}"

    def test_gradient_reaches_every_parameter(self, kind: type[Layer], example: Example) -> None:
        module = build(example_network(kind, example)).train()
        outputs = module(*_random_inputs(example, 3)).values()
        # A plain sum would have no gradient through a layer whose outputs add up to a constant.
        # Outputs of whole numbers, or of them alone, have no gradient at all.
        for out in (out for out in outputs if out.requires_grad):
            (out * torch.randn_like(out)).sum().backward(retain_graph=True)
        starved = [name for name, p in module.named_parameters() if p.grad is None]
        assert not starved

    def test_leaves_its_inputs_alone(self, kind: type[Layer], example: Example) -> None:
        inputs = _random_inputs(example, 2)
        before = [tensor.detach().clone() for tensor in inputs]
        build(example_network(kind, example))(*inputs)
        assert all(torch.equal(a, b) for a, b in zip(inputs, before, strict=True))

    def test_onnxruntime_gives_what_torch_gives(self, kind: type[Layer], example: Example) -> None:
        checked = check(example_network(kind, example))
        if problem := checked.nodes[0].layer.onnx_problem(*example.inputs):
            pytest.skip(f"{kind.op()} is not exported: {problem}")
        torch.manual_seed(0)
        module = build(checked).eval()
        exported = _export(module, checked, example)
        for batch in (1, 3):
            _compare(exported, module, checked, _random_inputs(example, batch))


def _random_inputs(example: Example, batch: int) -> list[torch.Tensor]:
    return [_random(flows, batch) for flows in example.inputs]


def _random(flows: TensorType, batch: int) -> torch.Tensor:
    if flows.dtype == "int64":
        return torch.randint(0, 2, (batch, *flows.shape))
    return torch.randn(batch, *flows.shape, requires_grad=True)


def _export(module: fx.GraphModule, checked: CheckedNetwork, example: Example) -> bytes:
    names = tuple(checked.network.inputs)
    batch = torch.export.Dim("batch")
    with exporting(module):
        program = torch.onnx.export(
            module,
            tuple(tensor.detach() for tensor in _random_inputs(example, 2)),
            input_names=names,
            output_names=tuple(checked.outputs),
            dynamic_shapes={name: {0: batch} for name in names},
            dynamo=True,
            verbose=False,
        )
    assert program is not None
    return program.model_proto.SerializeToString()


def _compare(
    exported: bytes, module: fx.GraphModule, checked: CheckedNetwork, inputs: list[torch.Tensor]
) -> None:
    import onnxruntime

    session = onnxruntime.InferenceSession(exported, providers=["CPUExecutionProvider"])
    feed = {
        name: tensor.detach().numpy()
        for name, tensor in zip(checked.network.inputs, inputs, strict=True)
    }
    expected = module(*inputs)
    for name, got in zip(checked.outputs, session.run(None, feed), strict=True):
        np.testing.assert_allclose(got, expected[name].detach().numpy(), rtol=_RTOL, atol=_ATOL)
