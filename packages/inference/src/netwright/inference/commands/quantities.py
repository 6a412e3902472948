"""Times, sizes and numbers as a person reads them."""

from __future__ import annotations


def time_in_words(seconds: float) -> str:
    """Such as ``35.2 µs``, ``2.83 ms`` or ``1.2 s``."""
    for unit, factor in (("µs", 1e6), ("ms", 1e3)):
        if seconds * factor < 999.5:
            return f"{_three_digits(seconds * factor)} {unit}"
    return f"{_three_digits(seconds)} s"


def size_in_words(count: float) -> str:
    """Such as ``299 kB`` or ``2.02 MB``."""
    for unit in ("bytes", "kB", "MB"):
        if count < 999.5:
            return f"{_three_digits(count)} {unit}"
        count /= 1000
    return f"{_three_digits(count)} GB"


def _three_digits(number: float) -> str:
    return f"{number:.0f}" if number >= 99.95 else f"{number:.3g}"
