"""Skips: what goes past layers, and how the node at their end combines it with its output."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from netwright.interfaces.errors import NetworkError

from .steps import Step

WAYS = ("add", "concat-dim=0", "concat-dim=1", "concat-dim=2", "concat-dim=3", "Mul", "div", "sub")
"""The choices of `res_type`, in the original's order."""

_OPS = {"add": "Add", "Mul": "Multiply", "div": "Divide", "sub": "Subtract"}


@dataclass(frozen=True)
class Tap:
    """What a node gave, past the nodes after it."""

    step: Step


@dataclass(frozen=True)
class Branch:
    """Layers on a skip. It is combined in its own way."""

    step: Step
    way: str


@dataclass(frozen=True)
class Join:
    """Several skips, in order."""

    parts: tuple[Tap | Branch, ...]


Skip = Tap | Branch | Join


def join(first: Skip, second: Skip) -> Join:
    """Both skips, those of `first` before those of `second`."""
    return Join((*_parts(first), *_parts(second)))


def end_of(skip: Skip, node: str) -> Step:
    """What a layer on a skip reads.

    Raises:
        NetworkError: The skip is several.
    """
    if isinstance(skip, Join):
        raise NetworkError(
            f"{node!r} has no layer wired to it, but several skips.",
            fix="wire its input layer too, or one skip in place of the join.",
        )
    return skip.step


def combined(step: Step, skip: Skip, way: str) -> Step:
    """A step's output with every part of a skip: a branch in its own way, a tap in `way`.

    Raises:
        NetworkError: Samples of a batch would be joined.
    """
    for number, part in enumerate(_parts(skip), start=1):
        chosen = part.way if isinstance(part, Branch) else way
        op, params = _layer(chosen, step.id)
        id = f"{step.id}_{op.lower()}" if number == 1 else f"{step.id}_{number}"
        step = Step(id, op, params, (step, part.step))
    return step


def _parts(skip: Skip) -> Iterator[Tap | Branch]:
    yield from skip.parts if isinstance(skip, Join) else (skip,)


def _layer(way: str, node: str) -> tuple[str, dict[str, Any]]:
    if way in _OPS:
        return _OPS[way], {}
    dim = int(way.rpartition("=")[2])
    if dim == 0:
        raise NetworkError(
            f"{node!r} is to join its skip along dim 0, which counts the samples of a batch.",
            fix="choose concat-dim=1, which joins channels or features.",
        )
    return "Concat", {"dim": dim - 1}
