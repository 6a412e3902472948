"""Groups of channels that are convolved apart: they divide what comes in and what goes out."""

from __future__ import annotations

import math

from netwright.interfaces.documents.problems import Invalid
from netwright.layers.families.divisors import nearest_divisor
from netwright.layers.families.fixes import setting
from netwright.layers.layer import Misfit


def check_out_channels(out_channels: int, groups: int) -> None:
    """Raise Invalid where `groups` does not divide `out_channels`."""
    if out_channels % groups:
        raise Invalid(
            f"groups={groups} does not divide out_channels={out_channels}",
            fix=setting(groups=nearest_divisor(out_channels, groups)),
        )


def check_in_channels(in_channels: int, out_channels: int, groups: int) -> None:
    """Raise Misfit where `groups` does not divide `in_channels`."""
    if in_channels % groups:
        divides_both = nearest_divisor(math.gcd(in_channels, out_channels), groups)
        raise Misfit(
            f"a number of channels that groups={groups} divides",
            str(in_channels),
            fix=setting(groups=divides_both),
        )
