"""The contract that every network passes."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from netwright.interfaces.documents import Network
from netwright.layers.checked import check
from netwright.layers.construct import build
from netwright.layers.testing.onnx import assert_same_in_onnxruntime, random_inputs
from netwright.layers.testing.source import written_module


class NetworkContract:
    """What holds for every network that can be built: parametrise it with `network`."""

    def test_the_document_survives_json(self, network: Network) -> None:
        assert Network.from_json(network.to_json()) == network

    @pytest.mark.parametrize("batch", [1, 3])
    def test_gives_the_inferred_shapes(self, network: Network, batch: int) -> None:
        checked = check(network)
        outputs = build(checked).eval()(*random_inputs(checked, batch))
        for name, flows in checked.outputs.items():
            assert tuple(outputs[name].shape) == (batch, *flows.shape)
            assert str(outputs[name].dtype) == f"torch.{flows.dtype}"

    def test_gradient_reaches_every_parameter(self, network: Network) -> None:
        checked = check(network)
        module = build(checked).train()
        outputs = module(*random_inputs(checked, 3)).values()
        # A plain sum would have no gradient through a layer whose outputs add up to a constant.
        # Outputs of whole numbers, or of them alone, have no gradient at all.
        for out in (out for out in outputs if out.requires_grad):
            (out * torch.randn_like(out)).sum().backward(retain_graph=True)
        starved = [name for name, p in module.named_parameters() if p.grad is None]
        assert not starved

    def test_leaves_its_inputs_alone(self, network: Network) -> None:
        checked = check(network)
        inputs = random_inputs(checked, 2)
        before = [tensor.detach().clone() for tensor in inputs]
        build(checked)(*inputs)
        assert all(torch.equal(a, b) for a, b in zip(inputs, before, strict=True))

    def test_generated_code_gives_what_the_module_gives(
        self, network: Network, tmp_path: Path
    ) -> None:
        checked = check(network)
        module, written = build(checked).eval(), written_module(checked, tmp_path).eval()
        assert list(written.state_dict()) == list(module.state_dict())
        written.load_state_dict(module.state_dict())
        inputs = random_inputs(checked, 2)
        expected, got = module(*inputs), written(*inputs)
        got = got if isinstance(got, dict) else dict.fromkeys(expected, got)
        for name, tensor in expected.items():
            torch.testing.assert_close(got[name], tensor, rtol=0, atol=1e-6)

    def test_onnxruntime_gives_what_torch_gives(self, network: Network) -> None:
        checked = check(network)
        for _, layer, inputs in checked.resolved_layers():
            if problem := layer.onnx_problem(*inputs):
                pytest.skip(f"{layer.op()} is not exported: {problem}")
        torch.manual_seed(0)
        assert_same_in_onnxruntime(build(checked).eval(), checked)
