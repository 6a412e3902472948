"""How much memory the graphs of one process may take together: half of what the machine has.

A file of a kilobyte may ask for a tensor of terabytes. onnxruntime's arena refuses what goes beyond
its limit, before the system has to end a process.
"""

from __future__ import annotations

import os
from functools import cache

import onnxruntime

_WHERE_UNKNOWN = 16 << 30


def limit_memory(options: onnxruntime.SessionOptions) -> None:
    """Let a session take its memory on the CPU from the arena of this process."""
    if _arena():
        options.add_session_config_entry("session.use_env_allocators", "1")


@cache
def _arena() -> bool:
    """Whether there is one; it is made once."""
    info = onnxruntime.OrtMemoryInfo(
        "Cpu",
        onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR,
        0,
        onnxruntime.OrtMemType.DEFAULT,
    )
    try:
        # -1 leaves the rest as onnxruntime has it.
        limit = onnxruntime.OrtArenaCfg(_most_bytes(), -1, -1, -1)
        onnxruntime.create_and_register_allocator(info, limit)
    except RuntimeError:
        return False  # Somebody else in this process has made one; theirs is not ours to use.
    return True


def _most_bytes() -> int:
    try:
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return _WHERE_UNKNOWN  # Windows has no such question.
    return total // 2 if total > 0 else _WHERE_UNKNOWN
