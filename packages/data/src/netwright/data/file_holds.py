"""Saying that a file is in use, to every process, and at most until one's own process ends.

Where there is ``flock``, a hold is a shared lock. On Windows it is the open file itself: a folder
with an open file in it cannot be renamed. A file system without locks never lets go of a file.
"""

from __future__ import annotations

import os
import shutil
import sys
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


class Hold:
    """A file that is open for as long as this object is kept, or until `close`."""

    def __init__(self, path: Path) -> None:
        self.descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._closed = weakref.finalize(self, os.close, self.descriptor)

    def close(self) -> None:
        self._closed()

    def __enter__(self) -> Hold:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def hold(path: Path) -> Hold:
    """Until what it gives is closed or let go of, no `remove_unless_held` removes the file.

    Raises:
        OSError: There is no such file, or it is being removed.
    """
    file = Hold(path)
    _share(file.descriptor, path)
    return file


def is_held(path: Path) -> bool:
    """Whether any process holds the file; one that does not exist is not held."""
    try:
        with _by_no_one_else(path):
            return False
    except OSError:
        return True


def remove_unless_held(folder: Path, name: str, aside: Path) -> bool:
    """Remove `folder`, unless anyone holds the file `name` in it; whether it is removed.

    Args:
        folder: What to remove, with all that is in it.
        name: The file in it that users hold.
        aside: A name on the same disk, unused. The folder gets it first, so that a kill leaves the
            whole folder under the one name or the other.
    """
    try:
        with _by_no_one_else(folder / name):
            os.rename(folder, aside)
            shutil.rmtree(aside, ignore_errors=True)
    except OSError:
        return False
    return True


if sys.platform == "win32":

    @contextmanager
    def _by_no_one_else(path: Path) -> Iterator[None]:
        # Renaming needs the right to delete, which whoever has the file open does not share.
        if path.exists():
            os.rename(path, path)
        yield

    def _share(descriptor: int, path: Path) -> None:
        """Nothing: it is open."""

else:

    @contextmanager
    def _by_no_one_else(path: Path) -> Iterator[None]:
        """The block has the file, if there is one, for itself. Raises OSError where others do."""
        if not path.exists():
            yield
            return
        with Hold(path) as file:
            fcntl.flock(file.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield

    def _share(descriptor: int, path: Path) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FileNotFoundError(f"{path} is being removed") from None
        except OSError:
            return  # No locks on this file system, so that nobody can remove it either.
        if os.fstat(descriptor).st_nlink == 0:
            raise FileNotFoundError(f"{path} has been removed")
