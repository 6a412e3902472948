"""A histogram in one line of text."""

from __future__ import annotations

import sys
from collections.abc import Sequence

_BLOCKS = " ▁▂▃▄▅▆▇█"
_PLAIN = " .:-=+*#@"


def sparkline(counts: Sequence[int]) -> str:
    """A character for each count; one that is not 0 is seen.

    Where stdout cannot show blocks, as in an old Windows console, punctuation stands for them.
    """
    most = max(counts, default=0) or 1
    levels = _BLOCKS if _can_show(_BLOCKS) else _PLAIN
    last = len(levels) - 1
    return "".join(levels[-(-count * last // most)] for count in counts)


def _can_show(text: str) -> bool:
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except UnicodeEncodeError:
        return False
    return True
