"""What layers refuse, in which words, and the contract that each such message passes."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from applied_fix import apply_fix

from netwright.interfaces.documents import Network
from netwright.interfaces.errors import NetwrightError
from netwright.layers import Example, TensorType, check, layer_type
from netwright.layers.testing import example_network

ANY_SHAPE = [(), (1,), (7,), (3, 1), (5, 6), (1, 1, 1), (3, 5, 7), (2, 3, 4, 5), (2, 1, 2, 3, 3)]


class Refusal(NamedTuple):
    """A network of one layer that is refused.

    Attributes:
        fix: What the fix says; empty where that it works is all that matters.
    """

    op: str
    params: dict[str, Any]
    inputs: tuple[TensorType, ...]
    first_line: str
    fix: str = ""


def misfit(
    op: str,
    params: dict[str, Any],
    inputs: tuple[TensorType, ...],
    expects: str,
    gives: str,
    fix: str = "",
    input: int = 0,
) -> Refusal:
    line = f"ShapeError: 'layer' ({op}) expects {expects}, but input 'in{input}' gives {gives}."
    return Refusal(op, params, inputs, line, fix)


def invalid(
    op: str,
    params: dict[str, Any],
    inputs: tuple[TensorType, ...],
    message: str,
    fix: str = "",
) -> Refusal:
    return Refusal(op, params, inputs, f"DocumentError: {message}", fix)


def not_of_int64(op: str, **params: Any) -> Refusal:
    tokens = (TensorType((4,), "int64"),)
    return misfit(op, params, tokens, "float32 values", "int64 values")


def shapes(*sizes: tuple[int, ...]) -> tuple[TensorType, ...]:
    return tuple(map(TensorType, sizes))


def refusal_cases(refusals: list[Refusal]) -> list[Any]:
    """A pytest parameter for each."""
    return [pytest.param(refusal, id=f"{refusal.op}-{n}") for n, refusal in enumerate(refusals)]


def fix_cases(refusals: list[Refusal]) -> list[Any]:
    """Each op with shapes that it may not be made for."""
    ops = dict.fromkeys(refusal.op for refusal in refusals)
    return [pytest.param(op, shape, id=f"{op}-{shape}") for op in ops for shape in ANY_SHAPE]


def assert_refused_and_mended(refusal: Refusal) -> None:
    """The message is that of the table, and its fix gives a network that fits."""
    network = example_network(layer_type(refusal.op), Example(refusal.params, refusal.inputs))
    with pytest.raises(NetwrightError) as caught:
        check(network)
    assert caught.value.render().splitlines()[0] == refusal.first_line
    assert caught.value.fix == (refusal.fix or caught.value.fix)
    assert check(apply_fix(network, caught.value))


def assert_fixes_lead_to_a_fit(op: str, shape: tuple[int, ...]) -> None:
    """Following one fix after the other ends in a network that fits."""
    kind = layer_type(op)
    example = kind.examples[-1]
    inputs = tuple(TensorType(shape, flows.dtype) for flows in example.inputs)
    network = example_network(kind, example._replace(inputs=inputs))
    for _ in range(4 * len(inputs)):  # An input may have a wrong dtype, rank and size.
        network = mended(network)
    assert check(network)


def mended(network: Network) -> Network:
    """The network after the fix for what is wrong with it; itself where nothing is."""
    try:
        check(network)
    except NetwrightError as error:
        if "inputs that torch takes" in error.message:
            raise  # The layer itself has to say what is wrong.
        return apply_fix(network, error)
    return network
