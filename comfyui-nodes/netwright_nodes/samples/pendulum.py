"""A table of a pendulum's period, as a class might have measured it."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

COLUMNS = ("length_m", "mass_g", "angle_deg", "place", "period_s")
_GRAVITY = {"pole": 9.832, "equator": 9.780, "moon": 1.625}


def table(rows: int = 400) -> str:
    """CSV. The mass has no influence, the place has; the stop watch is off by 0.02 s or so."""
    return "".join(",".join(row) + "\n" for row in (COLUMNS, *_rows(rows)))


def _rows(count: int) -> Iterator[tuple[str, ...]]:
    draw_of = random.Random(7)
    for _ in range(count):
        length, mass = draw_of.uniform(0.2, 2.0), draw_of.uniform(20, 200)
        angle, place = draw_of.uniform(3, 60), draw_of.choice([*_GRAVITY])
        period = _period(length, math.radians(angle), _GRAVITY[place]) + draw_of.gauss(0, 0.02)
        yield f"{length:.3f}", f"{mass:.0f}", f"{angle:.0f}", place, f"{period:.3f}"


def _period(length: float, angle: float, gravity: float) -> float:
    """Seconds, with the first two terms of the series for wide swings."""
    wide = 1 + angle**2 / 16 + 11 * angle**4 / 3072
    return math.tau * math.sqrt(length / gravity) * wide
