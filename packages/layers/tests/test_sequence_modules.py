"""The modules that extend one of torch compute what torch computes, with the same weights."""

import io
from contextlib import redirect_stdout

import pytest
import torch
from torch import nn

from netwright.layers import build, builder, exporting, layer_type
from netwright.layers.modules.stochasticdepth import StochasticDepth

BATCH, STEPS, FEATURES = 3, 5, 8


def steps(length: int = STEPS) -> torch.Tensor:
    return torch.randn(BATCH, length, FEATURES)


def twins(op: str, **arguments) -> tuple[nn.Module, nn.Module]:
    """Netwright's module and torch's, with the same weights."""
    causal = {"is_causal": arguments.pop("is_causal")} if "is_causal" in arguments else {}
    theirs = getattr(nn, op)(**arguments, batch_first=True)
    ours = layer_type(op).module_type()(**arguments, **causal)
    assert ours.state_dict().keys() == theirs.state_dict().keys()
    ours.load_state_dict(theirs.state_dict())
    return ours, theirs


def mask(length: int = STEPS) -> torch.Tensor:
    return nn.Transformer.generate_square_subsequent_mask(length)


@pytest.mark.parametrize("op", ["RNN", "LSTM", "GRU"])
def test_recurrent_states_come_out_batch_first(op: str) -> None:
    ours, theirs = twins(op, input_size=FEATURES, hidden_size=4, num_layers=2, bidirectional=True)
    x = steps()
    output, *states = ours(x)
    expected, expected_states = theirs(x)
    if isinstance(expected_states, torch.Tensor):
        expected_states = (expected_states,)
    torch.testing.assert_close(output, expected)
    for state, batch_second in zip(states, expected_states, strict=True):
        torch.testing.assert_close(state, batch_second.transpose(0, 1))


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("is_causal", [True, False])
@pytest.mark.parametrize("extras", [{}, {"add_bias_kv": True, "add_zero_attn": True}])
def test_attention_is_that_of_torch(training: bool, is_causal: bool, extras: dict) -> None:
    ours, theirs = twins(
        "MultiheadAttention", embed_dim=FEATURES, num_heads=2, is_causal=is_causal, **extras
    )
    x = steps()
    expected, _ = theirs.train(training)(x, x, x, attn_mask=mask() if is_causal else None)
    torch.testing.assert_close(ours.train(training)(x, x, x), expected)


@pytest.mark.parametrize("norm_first", [True, False])
@pytest.mark.parametrize("is_causal", [True, False])
@pytest.mark.parametrize("training", [True, False])
def test_encoder_layer_is_that_of_torch(norm_first: bool, is_causal: bool, training: bool) -> None:
    ours, theirs = twins(
        "TransformerEncoderLayer",
        d_model=FEATURES,
        nhead=2,
        dropout=0.0,
        norm_first=norm_first,
        is_causal=is_causal,
    )
    x = steps()
    expected = theirs.train(training)(x, src_mask=mask() if is_causal else None)
    torch.testing.assert_close(ours.train(training)(x), expected)


@pytest.mark.parametrize("norm_first", [True, False])
@pytest.mark.parametrize("is_causal", [True, False])
@pytest.mark.parametrize("bias", [True, False])
def test_decoder_layer_is_that_of_torch(norm_first: bool, is_causal: bool, bias: bool) -> None:
    ours, theirs = twins(
        "TransformerDecoderLayer",
        d_model=FEATURES,
        nhead=4,
        activation="gelu",
        norm_first=norm_first,
        bias=bias,
        is_causal=is_causal,
    )
    target, memory = steps(), steps(7)
    expected = theirs.eval()(target, memory, tgt_mask=mask() if is_causal else None)
    torch.testing.assert_close(ours.eval()(target, memory), expected)


@pytest.mark.parametrize("op", ["RNN", "LSTM", "GRU"])
def test_recurrent_layers_are_exported_as_operators_and_are_left_as_they_were(op: str) -> None:
    ours, _ = twins(op, input_size=FEATURES, hidden_size=4, num_layers=2)
    with exporting(ours.eval()), redirect_stdout(io.StringIO()):
        program = torch.onnx.export(ours, (steps(100),), dynamo=True, verbose=False)
    assert program is not None
    assert [n.op_type for n in program.model_proto.graph.node].count(op) == 2
    assert "forward" not in vars(ours)


def transformer() -> nn.Module:
    x = builder.input("x", (STEPS, FEATURES))
    encoded = builder.transformerencoderlayer(x, nhead=2, dim_feedforward=16)
    attended = builder.multiheadattention(encoded, encoded, encoded, num_heads=2)
    return build(builder.network(y=builder.transformerdecoderlayer(attended, x, nhead=2)))


def test_frozen_transformer_exports_without_torchs_fused_operators() -> None:
    # Without gradients torch's own layers take operators that not every exporter knows.
    module = transformer().eval().requires_grad_(False)
    with torch.no_grad(), redirect_stdout(io.StringIO()):
        program = torch.onnx.export(module, (steps(),), dynamo=True, verbose=False)
    assert program is not None
    nodes = program.model_proto.graph.node
    assert "Softmax" in {node.op_type for node in nodes}
    assert not {node.op_type for node in nodes if node.domain}


def test_stochastic_depth_drops_whole_samples_and_scales_the_others() -> None:
    torch.manual_seed(0)
    dropped = StochasticDepth(p=0.25).train()(torch.ones(4_000, 3, 2))
    values = dropped.flatten(1)
    assert (values == values[:, :1]).all()
    assert values.unique().tolist() == pytest.approx([0, 4 / 3])
    assert dropped.mean().item() == pytest.approx(1, abs=0.05)
    assert (StochasticDepth(p=1.0).train()(torch.ones(2, 3)) == 0).all()


def test_sinusoidal_encoding_is_that_of_the_paper() -> None:
    module = layer_type("SinusoidalPositionalEncoding").module_type()(length=6, features=5)
    waves = module(torch.zeros(1, 6, 5))[0]
    for step in range(6):
        for feature in range(5):
            angle = torch.tensor(step / 10_000 ** (feature // 2 * 2 / 5))
            expected = torch.cos(angle) if feature % 2 else torch.sin(angle)
            assert waves[step, feature].item() == pytest.approx(expected.item(), abs=1e-6)
    assert not module.state_dict()
