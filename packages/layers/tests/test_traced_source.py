"""Modules that torch.fx has traced are written, or refused where they hold something unknown."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from netwright.interfaces.errors import NetworkError
from netwright.layers.backbones.points import Tracer
from netwright.layers.source.layout import bracketed, flat, laid_out
from netwright.layers.source.traced.parts import TracedParts


class _Halves(nn.Module):
    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return x + 1, x + 2


class _TwoValues(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.halves = _Halves()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        first, second = self.halves(x)
        return first * second


class _Function(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.special.expit(x)


class _Buffer(nn.Module):
    table: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("table", torch.arange(4.0))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.table


class _Parameter(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.gain = nn.Parameter(torch.ones(4))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * self.gain


@pytest.mark.parametrize(
    ("module", "message"),
    [
        (_TwoValues(), "'halves' gives 2 values, and is not written as plain PyTorch."),
        (_Function(), "the function 'special_expit' cannot be written as plain PyTorch."),
        (_Buffer(), "the buffer 'table' cannot be written as plain PyTorch."),
        (_Parameter(), "the parameter 'gain' cannot be written as plain PyTorch."),
    ],
)
def test_what_is_not_known_is_told_with_a_way_out(module: nn.Module, message: str) -> None:
    module = module.to("meta")
    graph = Tracer().trace(module)
    with pytest.raises(NetworkError) as error:
        TracedParts(module, graph, "a model", torch.empty(2, 4, device="meta")).part()
    assert error.value.message == message
    assert error.value.fix.startswith("use the network through netwright.layers.build, or choose")


@pytest.mark.parametrize(
    "code",
    [
        "x",
        "f(x)",
        "f((96,), y)",
        "x[:, 0]",
        'einsum("a, b -> c", x, y)',
        "f(g(x, [1, 2]), (y + z))",
    ],
)
def test_code_is_the_same_taken_apart_and_put_together(code: str) -> None:
    assert flat(bracketed(code)) == code


def test_a_call_that_is_too_long_has_a_line_for_each_argument() -> None:
    code = f"f({'a' * 60}, key={'b' * 60})"
    assert laid_out("    y = ", bracketed(code), "  # [3]") == [
        "    y = f(",
        f"        {'a' * 60},",
        f"        key={'b' * 60},",
        "    )  # [3]",
    ]


def test_many_names_share_lines() -> None:
    names = ", ".join(f"denselayer{number}" for number in range(20))
    lines = laid_out("    y = ", bracketed(f"torch.cat([{names}], 1)"))
    assert len(lines) == 9
    assert max(map(len, lines)) <= 100
