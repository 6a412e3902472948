"""One set-up of a checkout at a time.

The lock is also held by the step that is running. Where only `tools/dev.py` was killed, pip goes on
by itself for a while, and the next set-up has to wait until it no longer writes.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def hold(file: Path, waiting: Callable[[], None]) -> Iterator[int]:
    """Hold the lock `file`; gives its descriptor, which a child that inherits it holds as well.

    `waiting` is called once where somebody else has it. The system lets go of it when its holders
    end, however they end; the file stays.
    """
    file.parent.mkdir(exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT)
    try:
        if not _take(descriptor):
            waiting()
            while not _take(descriptor):
                time.sleep(0.2)
        yield descriptor
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
