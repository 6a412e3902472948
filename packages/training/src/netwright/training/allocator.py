"""Keeping glibc from handing the memory of freed tensors back to the kernel after each operation.

A training step frees and takes the same large blocks again and again. By glibc's defaults each of
them is new memory that the kernel clears page by page, which was half of a small CNN's time.
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_THRESHOLD = -1, -2, -3
_LARGEST = (1 << 31) - 1
# Older glibcs take no more than this.
_LARGEST_MMAP_THRESHOLD = 32 << 20
# Threads other than the first have their memory in pieces of this size at most, which so much to
# spare keeps. In such a thread a larger block is handed back at once, whatever is set.
_LARGEST_HEAP, _TOP_PAD = 64 << 20, 128 << 10
_SETTINGS_OF_USERS = ("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", "GLIBC_TUNABLES")


def why_not_kept() -> str | None:
    """Why freed memory is not kept in this process; None where it can be."""
    if sys.platform != "linux" or platform.libc_ver()[0] != "glibc":
        return "only glibc can be told to keep freed memory"
    if found := next((name for name in _SETTINGS_OF_USERS if name in os.environ), None):
        return f"{found} is set, and is left as it is"
    if "malloc" in os.environ.get("LD_PRELOAD", ""):
        return "another allocator is loaded by LD_PRELOAD"
    return None


@contextmanager
def freed_memory_is_kept() -> Iterator[None]:
    """Within the block freed memory stays with the process; after it, all of it is given back."""
    if why_not_kept() is not None:
        yield
        return
    libc = ctypes.CDLL(None)
    _set(libc, (_LARGEST, _LARGEST_MMAP_THRESHOLD), trim=_LARGEST, top=_LARGEST_HEAP)
    try:
        yield
    finally:
        # Where glibc's own adjusting ends after a block of 32 MiB was freed; what it was before
        # cannot be asked for.
        _set(libc, (_LARGEST_MMAP_THRESHOLD,), trim=2 * _LARGEST_MMAP_THRESHOLD, top=_TOP_PAD)
        libc.malloc_trim(ctypes.c_size_t(0))


def _set(libc: Any, mmap: tuple[int, ...], trim: int, top: int) -> None:
    any(libc.mallopt(_M_MMAP_THRESHOLD, value) for value in mmap)
    libc.mallopt(_M_TRIM_THRESHOLD, trim)
    libc.mallopt(_M_TOP_PAD, top)
