"""Fewer steps that look the same as a curve: of each stretch the lowest and the highest loss."""

from __future__ import annotations

from collections.abc import Sequence

from netwright.interfaces.documents import Stepped


def thinned(steps: Sequence[Stepped], most: int) -> list[Stepped]:
    """At most so many steps, in their order; the last one is always among them.

    Args:
        steps: In their order.
        most: At least 3.
    """
    if len(steps) <= most:
        return [*steps]
    size = -(-len(steps) // ((most - 1) // 2))
    kept: set[int] = {len(steps) - 1}
    for start in range(0, len(steps), size):
        places = range(start, min(start + size, len(steps)))
        kept |= {min(places, key=lambda n: steps[n].loss), max(places, key=lambda n: steps[n].loss)}
    return [steps[place] for place in sorted(kept)]
