"""Which shapes can be joined element by element: torch's rule, batch axis kept apart."""

from __future__ import annotations

from netwright.layers.layer import Misfit, TensorType


def check_broadcast(*inputs: TensorType) -> None:
    """Raise Misfit for the first input that does not go with the first one.

    The rule is torch's, with one addition: all inputs have the same number of axes. torch lines
    shapes up from the right, so with fewer axes the batch axis would meet another one.
    """
    first = inputs[0]
    for index, other in enumerate(inputs[1:], start=1):
        if len(other.shape) != len(first.shape) or not all(
            a == b or 1 in (a, b) for a, b in zip(first.shape, other.shape, strict=True)
        ):
            raise Misfit(
                f"inputs of one shape, {first} as its first input has",
                str(other),
                fix=_fix(first, other),
                input=index,
            )


def _fix(first: TensorType, other: TensorType) -> str:
    if len(first.shape) == len(other.shape) == 3 and first.shape[1:] == other.shape[1:]:
        return f"put Conv2d(out_channels={first.shape[0]}, kernel_size=1) before that input."
    if len(first.shape) == len(other.shape) == 1:
        return f"put Linear(out_features={first.shape[0]}) before that input."
    return "make both shapes equal, or join them with Concat along an axis that may differ."
