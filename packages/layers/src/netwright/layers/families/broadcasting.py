"""Which inputs a merge can join, and what to put before the one that it cannot."""

from __future__ import annotations

from collections.abc import Callable

from netwright.layers.families.fixes import putting
from netwright.layers.families.matching import layers_to_match
from netwright.layers.layer import Misfit, Shape, TensorType

Rule = Callable[[Shape, Shape], Shape]
"""From the shape of an input and that of the others, with as many axes, to the nearest one to the
former that can be joined with the latter."""


def check_broadcast(*inputs: TensorType) -> None:
    """Raise Misfit for the first input that cannot be joined element by element with the others.

    The rule is torch's, with one addition: all inputs have the same number of axes. torch lines
    shapes up from the right, so with fewer axes the batch axis would meet another one.
    """
    check_join(_broadcast, inputs)


def most_axes(inputs: tuple[TensorType, ...]) -> int:
    """Which input has the most axes; the first of several. The others have to go with it."""
    return max(range(len(inputs)), key=lambda index: (len(inputs[index].shape), -index))


def check_join(rule: Rule, inputs: tuple[TensorType, ...], but: str = "") -> None:
    """Raise Misfit for the first input that `rule` would have another shape of.

    Args:
        rule: What goes together.
        inputs: What came, two or more.
        but: Where inputs may differ, for the message.
    """
    leader = most_axes(inputs)
    joined = inputs[leader].shape
    for index, other in enumerate(inputs):
        if len(other.shape) != len(joined) or rule(other.shape, joined) != other.shape:
            whose = _whose(leader, inputs, joined)
            raise Misfit(
                f"inputs of one shape{but}, {TensorType(joined)} as {whose}",
                str(other),
                fix=_fix(other, joined, rule),
                input=index,
            )
        joined = tuple(b if a == 1 else a for a, b in zip(joined, other.shape, strict=True))


def _broadcast(shape: Shape, others: Shape) -> Shape:
    return tuple(a if 1 in (a, b) else b for a, b in zip(shape, others, strict=True))


def _whose(leader: int, inputs: tuple[TensorType, ...], joined: Shape) -> str:
    if inputs[leader].shape != joined:
        return "the others have together"
    return "its first input has" if leader == 0 else f"its input {leader + 1} has"


def _fix(given: TensorType, joined: Shape, rule: Rule) -> str:
    layers = layers_to_match(given, joined, rule)
    if layers is None:
        return "make both shapes equal, or join them with Concat along an axis that may differ."
    return putting(layers, "that input")
