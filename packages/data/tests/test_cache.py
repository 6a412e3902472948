"""The cache: keyed by content, whole or not at all, whoever is killed and whoever races."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import tracemalloc

import numpy as np
import pytest

from netwright.data import cache_folder, prepare
from netwright.interfaces.errors import DataError


def entries_in(cache):
    return sorted(path for path in cache.iterdir() if not path.name.startswith("."))


def everything_in(data):
    return np.concatenate([data.train.inputs[:], data.val.inputs[:]]).tobytes()


def test_the_second_time_nothing_is_decoded(folder_of):
    root = folder_of({"cat": 5, "dog": 5})
    told = []
    first = prepare(root, on_progress=lambda *step: told.append(step))
    assert ("checking files", 10, 10) in told
    assert ("reading images", 10, 10) in told
    told.clear()
    second = prepare(root, on_progress=lambda *step: told.append(step))
    assert {what for what, _, _ in told} == {"checking files"}
    assert everything_in(first) == everything_in(second)


def test_another_split_shares_the_entry(folder_of, cache):
    root = folder_of({"cat": 10, "dog": 10})
    prepare(root, seed=1)
    prepare(root, seed=2, val_fraction=0.5)
    assert len(entries_in(cache)) == 1


def test_another_size_mode_or_fit_has_an_entry_of_its_own(folder_of, cache):
    root = folder_of({"cat": 3, "dog": 3})
    for options in ({}, {"size": (4, 4)}, {"mode": "RGB"}, {"fit": "crop"}):
        prepare(root, **options)
    assert len(entries_in(cache)) == 4


def test_a_moved_folder_keeps_its_entry_and_a_changed_file_does_not(folder_of, picture, cache):
    root = folder_of({"cat": 3, "dog": 3})
    before = prepare(root).document.fingerprint
    moved = root.rename(root.with_name("moved"))
    assert prepare(moved).document.fingerprint == before
    assert len(entries_in(cache)) == 1
    path = moved / "cat" / "cat-000.png"
    status = path.stat()
    path.write_bytes((moved / "dog" / "dog-001.png").read_bytes())
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert prepare(moved).document.fingerprint != before
    assert len(entries_in(cache)) == 2


def test_the_argument_goes_before_the_environment(folder_of, tmp_path, cache):
    prepare(folder_of({"cat": 3, "dog": 3}), cache=tmp_path / "mine")
    assert len(entries_in(tmp_path / "mine" / "images")) == 1
    assert not cache.exists()


def test_without_either_the_users_own_cache_is_used(monkeypatch):
    monkeypatch.delenv("NETWRIGHT_CACHE")
    folder = cache_folder()
    assert folder.is_absolute()
    assert "netwright" in folder.parts


@pytest.mark.parametrize("name", ["images.npy", "sums.npy", "entry.json"])
@pytest.mark.parametrize("damage", ["cut", "empty", "gone"])
def test_a_damaged_entry_is_made_anew(folder_of, cache, name, damage):
    root = folder_of({"cat": 5, "dog": 5})
    sound = everything_in(prepare(root))
    path = entries_in(cache)[0] / name
    content = path.read_bytes()
    path.unlink()
    if damage != "gone":
        path.write_bytes(content[: len(content) // 2] if damage == "cut" else b"")
    assert everything_in(prepare(root)) == sound
    assert json.loads((entries_in(cache)[0] / "entry.json").read_text())["unreadable"] == {}


def test_old_partial_folders_are_swept_and_young_ones_are_not(folder_of, cache):
    for name, age in (("old", 2 * 60), ("young", 10)):
        partial = cache / f".{name}.partial-0"
        partial.mkdir(parents=True)
        for path in (partial / "images.npy", partial):
            if path != partial:
                path.write_bytes(b"...")
            os.utime(path, (time.time() - age,) * 2)
    prepare(folder_of({"cat": 3, "dog": 3}))
    assert [path.name for path in cache.glob(".*")] == [".young.partial-0"]


def test_a_cache_that_cannot_be_written_is_one_clear_error(folder_of, tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(DataError, match="the decoded images cannot be cached") as caught:
        prepare(folder_of({"cat": 3, "dog": 3}), cache=tmp_path / "taken")
    assert "set NETWRIGHT_CACHE to a folder on another disk." in caught.value.fix


CHILD = """
import sys
from netwright.data import prepare
from netwright.interfaces.errors import NetwrightError

def tell(what, done, total):
    if what == "reading images":
        print(done, flush=True)

try:
    data = prepare(sys.argv[1], size=(32, 32), on_progress=tell)
except NetwrightError as error:
    sys.exit(error.render())
print("ready", data.train.inputs[:].sum() + data.val.inputs[:].sum(), flush=True)
"""


def child(root, code=CHILD, **options):
    return subprocess.Popen(
        [sys.executable, "-c", code, str(root)], stdout=subprocess.PIPE, text=True, **options
    )


IN_PROCESSES = """
from netwright.data import decoding
decoding._TRIAL, decoding._LONGEST_CHUNK = 0.0, 1
decoding._fastest_way = lambda *about: "processes"
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize(
    ("killed_after", "way"),
    [(1, ""), (60, ""), (119, ""), (120, ""), (1, IN_PROCESSES), (60, IN_PROCESSES)],
)
def test_a_kill_at_any_time_leaves_no_broken_entry(folder_of, cache, tmp_path, killed_after, way):
    root = folder_of({"cat": 60, "dog": 60}, size=(32, 32))
    with child(root, code=way + CHILD) as process:
        for line in process.stdout:
            if line.strip() == str(killed_after):
                process.send_signal(signal.SIGKILL)
                break
    for entry in entries_in(cache):  # Killed after the rename, at the earliest.
        assert len(np.load(entry / "images.npy", mmap_mode="r")) == 120
    unbroken = prepare(root, size=(32, 32), cache=tmp_path / "another")
    assert everything_in(prepare(root, size=(32, 32))) == everything_in(unbroken)


def test_two_processes_at_once_share_one_entry(folder_of, cache):
    root = folder_of({"cat": 100, "dog": 100}, size=(32, 32))
    processes = [child(root) for _ in range(3)]
    ends = [process.communicate(timeout=60)[0].splitlines()[-1] for process in processes]
    assert ends[0].startswith("ready")
    assert len(set(ends)) == 1
    assert len(entries_in(cache)) == 1
    assert not list(cache.glob(".*"))


@pytest.mark.skipif(os.name == "nt", reason="no limit of a file's size here")
def test_a_full_disk_is_one_clear_error_and_leaves_nothing(folder_of, cache):
    import resource

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    root = folder_of({"cat": 60, "dog": 60}, size=(32, 32))
    with child(root, preexec_fn=limit, stderr=subprocess.PIPE) as process:
        _, error = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "DataError: the decoded images cannot be cached: File too large." in error
    assert "Traceback" not in error
    assert not list(cache.iterdir())


FULL_DISK = """
mount -t tmpfs -o size=1m tmpfs "$1" || exit 77
exec "$2" -c "$3" "$4" "$1"
"""
FILLS_THE_DISK = """
import sys
from pathlib import Path
from netwright.data import decoding, prepare
from netwright.interfaces.errors import NetwrightError

root, cache, way = Path(sys.argv[1]), Path(sys.argv[2]), "WAY"
decoding._TRIAL, decoding._fastest_way = 0.0, lambda *about: way

def fill(what, done, total):
    if what == "reading images" and done == 1:
        try:
            (cache / "ballast").write_bytes(bytes(1 << 20))
        except OSError:
            print("full", flush=True)

try:
    prepare(root, size=(32, 32), mode="RGB", cache=cache, on_progress=fill)
except NetwrightError as error:
    print(error.render(), sorted(cache.glob("images/*")), sorted(cache.glob("images/.*")))
"""


@pytest.mark.parametrize("way", ["alone", "threads", "processes"])
def test_a_disk_that_fills_up_meanwhile_is_one_clear_error(folder_of, tmp_path, monkeypatch, way):
    apart = [shutil.which("unshare") or "false", "--user", "--map-root-user", "--mount"]
    if os.name == "nt" or subprocess.run([*apart, "true"], capture_output=True).returncode:
        pytest.skip("no way to mount a small disk here")
    monkeypatch.setenv("NETWRIGHT_CACHE_LIMIT", "1GB")
    root, disk = folder_of({"cat": 60, "dog": 60}, size=(32, 32)), tmp_path / "disk"
    disk.mkdir()
    code = FILLS_THE_DISK.replace("WAY", way)
    command = ["sh", "-c", FULL_DISK, "sh", disk, sys.executable, code, root]
    ended = subprocess.run([*apart, *command], capture_output=True, text=True)
    if ended.returncode == 77:
        pytest.skip(f"no way to mount a small disk here: {ended.stderr}")
    assert ended.stdout.startswith(
        "full\nDataError: the decoded images cannot be cached: No space left on device.\n"
        f"  folder: {disk / 'images'}\n  fix: free 0 MB there, or set NETWRIGHT_CACHE to a folder"
    ), ended.stderr
    assert ended.stdout.endswith(" [] []\n")


def test_memory_stays_bounded_while_decoding(folder_of):
    root = folder_of({"cat": 30, "dog": 30}, size=(32, 32))
    tracemalloc.start()
    data = prepare(root, size=(512, 512), mode="RGB")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert np.prod(data.train.inputs.shape) > 37e6
    assert peak < 20e6
