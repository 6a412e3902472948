"""Layers whose gradient is zero or huge: they learn nothing, or nothing that lasts."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

import torch

from netwright.interfaces.documents import Warned
from netwright.training.state import State

_LOOKS = 3
"""Behind a weight that begins with 0 there is no gradient in the first step, as there should be."""
_HUGE = 1e3
"""Losses are averages of a few units, whose gradients have lengths of about 0.01 to 10."""
_SHOWN = 4


class Gradients:
    """Looks at the gradients that a step left behind; tells of each layer once."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._dead: Counter[str] = Counter()
        self._huge: Counter[str] = Counter()
        self._told: set[str] = set()

    def look(self) -> Iterator[Warned]:
        """What to tell of the present gradients. Waits for the device once."""
        lengths = self._lengths()
        for counts, seen in (
            (self._dead, {name for name, length in lengths.items() if length == 0}),
            (self._huge, {name for name, length in lengths.items() if length > _HUGE}),
        ):
            for name in lengths:
                counts[name] = counts[name] + 1 if name in seen else 0
        if dead := self._new(self._dead):
            yield _dead(dead)
        if huge := self._new(self._huge):
            yield _huge(huge, lengths)

    def _new(self, counts: Counter[str]) -> list[str]:
        found = [name for name, looks in counts.items() if looks >= _LOOKS]
        found = [name for name in found if name not in self._told]
        self._told.update(found)
        return found

    def _lengths(self) -> dict[str, float]:
        """The length of each layer's gradient; infinite where it is no number."""
        names, gradients = [], []
        squares: dict[str, float] = defaultdict(float)
        for name, weight in self._state.module.named_parameters():
            if weight.requires_grad:
                layer = name.rpartition(".")[0]
                squares[layer] += 0.0
                if weight.grad is not None:
                    names.append(layer)
                    gradients.append(weight.grad)
        if gradients:
            norms = torch.stack(list(torch._foreach_norm(gradients))).tolist()
            scale = self._state.scaler.get_scale()
            for layer, norm in zip(names, norms, strict=True):
                squares[layer] += (norm / scale) ** 2
        return {layer: math.sqrt(square) for layer, square in squares.items()}


def _dead(layers: list[str]) -> Warned:
    return Warned(
        message=f"the gradient of {_listed(layers)} was all zero in {_LOOKS} looks in a row, so "
        "nothing is learnt there.",
        fix="use a smaller learning rate, LeakyReLU in place of ReLU, or a norm before it; a layer "
        "that the output does not depend on can be left out.",
    )


def _huge(layers: list[str], lengths: dict[str, float]) -> Warned:
    longest = max(layers, key=lambda name: lengths[name])
    return Warned(
        message=f"the gradient of {_listed(layers)} explodes: its length was over {_HUGE:,.0f} in "
        f"{_LOOKS} looks in a row, {lengths[longest]:.2g} at {longest!r} now.",
        fix="train with --set clip_norm=1, and put a norm such as BatchNorm2d or LayerNorm between "
        "the layers.",
    )


def _listed(layers: list[str]) -> str:
    shown = ", ".join(map(repr, layers[:_SHOWN]))
    return shown + (f" and {len(layers) - _SHOWN} more layers" if len(layers) > _SHOWN else "")
