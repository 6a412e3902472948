"""The cache keeps to its limit: the least recently used entries go, and none that is in use."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from netwright.data import MappedRows, prepare
from netwright.data.cache_room import cache_limit, stored_in
from netwright.data.streaming import StreamedImages
from netwright.interfaces.errors import UsageError

ENTRY = 6 * 64 * 64  # bytes of six grey images of 64 by 64, without the smaller files
SIZE = {"size": (64, 64), "mode": "L"}


@pytest.fixture
def folders(folder_of):
    """Three folders of six images, a, b and c."""
    return {
        name: folder_of({"cat": 3, "dog": 3}, name=name, size=(9, 8 + number))
        for number, name in enumerate("abc")
    }


@pytest.fixture
def room_for_two(monkeypatch):
    """A cache for two such entries, but not for three."""
    monkeypatch.setenv("NETWRIGHT_CACHE_LIMIT", str(int(2.8 * ENTRY)))


def kept(cache):
    """The data folders whose entries are kept, the least recently used first."""
    return [Path(entry.about["folder"]).name for entry in stored_in(cache)]


def age(cache):
    """Every entry becomes an hour older."""
    for entry in stored_in(cache):
        os.utime(entry.folder / "entry.json", (entry.used - 3600,) * 2)


def test_the_least_recently_used_entry_makes_way(folders, cache, room_for_two):
    for name in "aba":
        prepare(folders[name], **SIZE)
        age(cache)
    assert kept(cache) == ["b", "a"]
    prepare(folders["c"], **SIZE)
    assert kept(cache) == ["a", "c"]


def test_what_is_in_use_stays_and_the_next_one_goes(folders, cache, room_for_two):
    data = prepare(folders["a"], **SIZE)
    age(cache)
    prepare(folders["b"], **SIZE)
    before = data.train.inputs[:].copy()
    prepare(folders["c"], **SIZE)
    assert kept(cache) == ["a", "c"]
    assert (data.train.inputs[:] == before).all()


def test_where_all_is_in_use_the_new_one_is_streamed(folders, cache, room_for_two):
    a, b = prepare(folders["a"], **SIZE), prepare(folders["b"], **SIZE)
    c = prepare(folders["c"], **SIZE)
    assert isinstance(c.train.inputs, StreamedImages)
    assert isinstance(b.train.inputs, MappedRows)
    del a, b
    age(cache)
    assert isinstance(prepare(folders["c"], **SIZE).train.inputs, MappedRows)


def test_what_can_never_fit_removes_nothing(folders, cache, room_for_two):
    prepare(folders["a"], **SIZE)
    assert isinstance(prepare(folders["b"], size=(640, 640)).train.inputs, StreamedImages)
    assert kept(cache) == ["a", "b"]


USER = """
import sys
from netwright.data import prepare

data = prepare(sys.argv[1], size=(64, 64), mode="L")
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other_process(folders):
    """A process that uses the entry of folder a until it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", USER, str(folders["a"])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout.readline() == b"ready\n"
        yield process
        process.kill()


def test_what_another_process_uses_stays_until_it_is_killed(
    folders, cache, room_for_two, other_process
):
    age(cache)
    for name in "bc":
        prepare(folders[name], **SIZE)
        assert kept(cache) == ["a", name]
    other_process.kill()
    other_process.wait()
    prepare(folders["b"], **SIZE)
    assert kept(cache) == ["c", "b"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_what_a_process_was_making_counts_until_it_is_killed(folders, cache, room_for_two):
    partial = cache / ".aa.partial-0"
    partial.mkdir(parents=True)
    (partial / "images.npy").write_bytes(bytes(2 * ENTRY))
    for path in (partial / "images.npy", partial):
        os.utime(path, (time.time() - 120,) * 2)
    holds = "import sys, fcntl; f = open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_SH); "
    maker = subprocess.Popen(
        [sys.executable, "-c", holds + "print(1, flush=True); input()", partial / "images.npy"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with maker:
        maker.stdout.readline()
        assert isinstance(prepare(folders["a"], **SIZE).train.inputs, StreamedImages)
        maker.send_signal(signal.SIGKILL)
    assert isinstance(prepare(folders["a"], **SIZE).train.inputs, MappedRows)
    assert not partial.exists()


@pytest.mark.parametrize(
    ("given", "size"),
    [("0", 0), ("123", 123), ("20GB", 20 * 10**9), ("1.5 g", 15 * 10**8), ("2KiB", 2048)],
)
def test_the_limit_is_a_size_with_a_unit(monkeypatch, tmp_path, given, size):
    monkeypatch.setenv("NETWRIGHT_CACHE_LIMIT", given)
    assert cache_limit(tmp_path) == size


@pytest.mark.parametrize("given", ["much", "-1GB", "20 XB", "GB"])
def test_another_limit_is_one_clear_error(monkeypatch, folders, cache, given):
    monkeypatch.setenv("NETWRIGHT_CACHE_LIMIT", given)
    with pytest.raises(UsageError) as caught:
        prepare(folders["a"], **SIZE)
    assert caught.value.render() == (
        f"UsageError: NETWRIGHT_CACHE_LIMIT expects a size, such as 20GB, but {given!r} came.\n"
        "  fix: set NETWRIGHT_CACHE_LIMIT=20GB, or unset it for half of the disk's free space."
    )


def test_without_a_limit_half_of_the_free_disk_may_be_used(cache, monkeypatch):
    monkeypatch.delenv("NETWRIGHT_CACHE_LIMIT", raising=False)
    status = os.statvfs(cache.parent) if hasattr(os, "statvfs") else pytest.skip("no statvfs here")
    free = status.f_bavail * status.f_frsize
    assert 0.4 * free < cache_limit(cache) < 0.6 * free
