"""Recurrent layers as the ONNX operators of their names while a module is exported.

torch's exporter runs the cell once for each step, several times over: 200 steps take a minute, and
an RNN stays unrolled in the file.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import nn

from netwright.layers.modules.gru import GRU
from netwright.layers.modules.lstm import LSTM
from netwright.layers.modules.rnn import RNN
from netwright.layers.onnx_pools import pool_forward

_GATES: dict[type[nn.RNNBase], tuple[int, ...]] = {RNN: (0,), LSTM: (0, 3, 1, 2), GRU: (1, 0, 2)}
"""Where ONNX's gates are among torch's: input, output, forget, cell; update, reset, hidden."""

_VERSION = 14
"""The opset in which the three operators are as they are used here."""


@contextmanager
def exporting(module: nn.Module) -> Iterator[None]:
    """Wrap `torch.onnx.export` of `module`, which must be in evaluation mode, in this.

    With a torch before 2.8, which cannot place operators, recurrent layers stay as they are.
    """
    found = {part: _recurrent_forward(part) or pool_forward(part) for part in module.modules()}
    changed = {part: forward for part, forward in found.items() if forward is not None}
    for part, forward in changed.items():
        part.forward = forward
    try:
        yield
    finally:
        for part in changed:
            del part.forward  # The class's own again.


def _recurrent_forward(part: nn.Module) -> Callable[..., Any] | None:
    if isinstance(part, nn.RNNBase) and type(part) in _GATES and hasattr(torch.onnx, "ops"):
        return functools.partial(_run, part, _layers(part))
    return None


def _run(
    module: nn.RNNBase, layers: list[list[torch.Tensor]], input: torch.Tensor
) -> tuple[torch.Tensor, ...]:
    steps, states = input.transpose(0, 1), []
    for weights in layers:
        output, *last = _operator(module, steps, weights)
        steps = output.transpose(1, 2).flatten(2)  # [L,D,N,H] to [L,N,D*H]
        states.append(last)
    each = (torch.cat(rows).transpose(0, 1) for rows in zip(*states, strict=True))
    return steps.transpose(0, 1), *each


def _operator(
    module: nn.RNNBase, steps: torch.Tensor, weights: list[torch.Tensor]
) -> list[torch.Tensor]:
    (length, batch), directions = steps.shape[:2], len(weights[0])
    state = [directions, batch, module.hidden_size]
    states = 2 if isinstance(module, LSTM) else 1
    return list(
        torch.onnx.ops.symbolic_multi_out(
            type(module).__name__,
            [steps, *weights],
            _attributes(module),
            dtypes=[steps.dtype] * (1 + states),
            shapes=[[length, *state], *[state] * states],
            version=_VERSION,
        )
    )


def _attributes(module: nn.RNNBase) -> dict[str, Any]:
    direction = "bidirectional" if module.bidirectional else "forward"
    shared = {"hidden_size": module.hidden_size, "direction": direction}
    if isinstance(module, GRU):
        return shared | {"linear_before_reset": 1}
    if isinstance(module, RNN):
        return shared | {"activations": [module.nonlinearity.title()] * (1 + module.bidirectional)}
    return shared


@torch.no_grad()
def _layers(module: nn.RNNBase) -> list[list[torch.Tensor]]:
    """W, R and, with bias, B of each layer as ONNX has them: the directions first."""
    return [
        [torch.stack(tensors) for tensors in zip(*_directions(module, layer), strict=True)]
        for layer in range(module.num_layers)
    ]


def _directions(module: nn.RNNBase, layer: int) -> Iterator[list[torch.Tensor]]:
    for suffix in ("", "_reverse")[: 1 + module.bidirectional]:
        parts = ("weight_ih", "weight_hh", *(("bias_ih", "bias_hh") if module.bias else ()))
        gates = _GATES[type(module)]
        tensors = [
            torch.cat(
                [getattr(module, f"{part}_l{layer}{suffix}").chunk(len(gates))[g] for g in gates]
            )
            for part in parts
        ]
        yield [*tensors[:2], *([torch.cat(tensors[2:])] if module.bias else [])]
