"""Decoding many image files: into one array on the disk, or for their statistics alone."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from netwright.data.decoding_process import in_processes
from netwright.data.decoding_task import DecodingTask, Part
from netwright.data.look_ahead import map_ahead, usable_cores
from netwright.data.pixel_file import create_pixel_file
from netwright.data.readings import Reading
from netwright.data.survey import OnProgress

# Measured on 2 cores, the work being in memory: of a JPEG of 1600x1200, 5.2 ms alone, 2.7 ms with
# two threads, 2.9 ms with two processes; of one of 96x96, 0.20 ms alone, 0.20 ms with two threads,
# 0.11 ms with two processes. So of every image some 0.2 ms are Python's, which threads do one
# after the other.
_PYTHONS_SHARE = 0.2e-3  # seconds an image
_WORTH_PROCESSES = 2.0  # seconds; they take half a second to start
_TRIAL = 0.1  # seconds
_CHUNK_BYTES = 4 << 20
_LONGEST_CHUNK = 64


def decode_into(
    folder: Path,
    root: Path,
    names: Sequence[str],
    reading: Reading,
    on_progress: OnProgress | None = None,
    *,
    with_images: bool = True,
) -> dict[str, str]:
    """Write ``images.npy`` (uint8 [N,...]) and ``sums.npy`` (uint64 [N,...]) into `folder`.

    Memory stays bounded, and a full disk is an error that can be caught. (Writing to a memory map
    on a full disk kills the process.) Without images only the sums are written.

    Returns:
        For each file that cannot be decoded, why; its row is zero.

    Raises:
        OSError: `folder` cannot be written to.
    """
    pixels = folder / "images.npy" if with_images else None
    with ExitStack() as held:
        if pixels:
            held.enter_context(create_pixel_file(pixels, (len(names), *reading.shape)))
        task = DecodingTask(root, reading, pixels)
        sums, unreadable = _decode(task, names, on_progress)
    np.save(folder / "sums.npy", sums)
    return unreadable


def _decode(
    task: DecodingTask, names: Sequence[str], on_progress: OnProgress | None
) -> tuple[NDArray[np.uint64], dict[str, str]]:
    sums = np.zeros((len(names), *task.reading.sums_shape), np.uint64)
    unreadable: dict[str, str] = {}
    for part in _parts(task, names):
        stop = part.start + len(part.sums)
        sums[part.start : stop] = part.sums
        unreadable |= part.unreadable
        if on_progress:
            on_progress("reading images", stop, len(names))
    return sums, unreadable


def _parts(task: DecodingTask, names: Sequence[str]) -> Iterator[Part]:
    """All images in order: the first ones here, to see what work they are, then the fastest way."""
    began, worked = time.perf_counter(), 0.0
    for row, name in enumerate(names):
        # The processor's time, since on a busy machine the clock's says little of the files.
        before = time.thread_time()
        part = task.decode(row, [name])
        if row:  # The first one loads Pillow's readers.
            worked += time.thread_time() - before
        yield part
        if row and time.perf_counter() - began > _TRIAL:
            yield from _rest(task, names, row + 1, worked / row)
            return


def _rest(task: DecodingTask, names: Sequence[str], done: int, seconds: float) -> Iterator[Part]:
    way = _fastest_way(seconds, len(names) - done, usable_cores())
    size = max(1, min(_LONGEST_CHUNK, _CHUNK_BYTES // int(np.prod(task.reading.shape))))
    size = size if way == "processes" else 1
    chunks = [(start, names[start : start + size]) for start in range(done, len(names), size)]
    if way == "processes":
        yield from in_processes(task, chunks, usable_cores())
    elif way == "threads":
        threads = usable_cores()
        yield from map_ahead(lambda c: task.decode(*c), chunks, threads=threads, ahead=2 * threads)
    else:
        yield from (task.decode(*chunk) for chunk in chunks)


def _fastest_way(seconds: float, images: int, cores: int) -> str:
    """alone, threads or processes, for so many images of so many seconds each."""
    if cores == 1:
        return "alone"
    if seconds >= _PYTHONS_SHARE * cores:
        return "threads"
    if seconds * images > _WORTH_PROCESSES:
        return "processes"
    return "threads" if seconds > 2 * _PYTHONS_SHARE else "alone"
