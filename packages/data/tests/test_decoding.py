"""Decoding alone, by threads or by processes gives the same bytes, whoever calls and how."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

from netwright.data import decoding, decoding_process
from netwright.data.decoding import decode_into
from netwright.data.decoding_process import in_processes
from netwright.data.decoding_task import DecodingTask
from netwright.data.look_ahead import usable_cores
from netwright.data.pixel_file import create_pixel_file
from netwright.data.readings import ImageReading, MaskReading, MaskValuesReading, reading_of
from netwright.interfaces.documents.preprocessing import ImagePreprocessing

PREPROCESSING = ImagePreprocessing(mode="RGB", height=16, width=24, mean=(0.0,) * 3, std=(1.0,) * 3)
READING = ImageReading(PREPROCESSING)
READINGS = (
    READING,
    MaskReading(PREPROCESSING.model_copy(update={"fit": "pad"}), values=(0, 255)),
    MaskValuesReading(),
)


@pytest.fixture
def files(folder_of):
    """A folder, and its 40 names, of which one cannot be decoded."""
    root = folder_of({"cat": 20, "dög 犬": 20}, size=(32, 32))
    names = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.png"))
    (root / names[30]).write_text("no image")
    return root, names


def way_taken(monkeypatch, way):
    monkeypatch.setattr(decoding, "_TRIAL", 0.0)
    monkeypatch.setattr(decoding, "_fastest_way", lambda *about: way)


def outcome(folder, files, reading=READING):
    told = []
    folder.mkdir()
    unreadable = decode_into(folder, *files, reading, lambda *step: told.append(step))
    assert told[-1] == ("reading images", 40, 40)
    return [(folder / name).read_bytes() for name in ("images.npy", "sums.npy")], unreadable


@pytest.mark.parametrize("way", ["threads", "processes"])
@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.as_dict()["kind"])
def test_every_way_gives_what_one_alone_gives(files, tmp_path, monkeypatch, way, reading):
    way_taken(monkeypatch, "alone")
    alone = outcome(tmp_path / "alone", files, reading)
    way_taken(monkeypatch, way)
    assert outcome(tmp_path / way, files, reading) == alone
    assert list(alone[1]) == [files[1][30]]
    assert np.load(tmp_path / way / "images.npy").shape == (40, *reading.shape)
    assert np.load(tmp_path / way / "sums.npy").shape == (40, *reading.sums_shape)


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.as_dict()["kind"])
def test_a_reading_survives_being_written_down(reading):
    again = reading_of(json.loads(json.dumps(reading.as_dict())))
    assert again.as_dict() == reading.as_dict()
    assert again.shape == reading.shape


def test_sums_alone_are_the_same_sums(files, tmp_path):
    contents, unreadable = outcome(tmp_path / "whole", files)
    folder = tmp_path / "sums"
    folder.mkdir()
    assert decode_into(folder, *files, READING, with_images=False) == unreadable
    assert [path.name for path in folder.iterdir()] == ["sums.npy"]
    assert (folder / "sums.npy").read_bytes() == contents[1]


@pytest.mark.parametrize(
    ("seconds", "images", "cores", "way"),
    [
        (5e-3, 10_000, 1, "alone"),
        (5e-3, 10_000, 2, "threads"),
        (5e-3, 10_000, 16, "threads"),
        (2e-4, 100_000, 2, "processes"),
        (2e-4, 1_000, 2, "alone"),
        (1e-3, 100_000, 16, "processes"),
        (1e-3, 1_000, 16, "threads"),
    ],
)
def test_the_way_follows_the_files_and_the_machine(seconds, images, cores, way):
    assert decoding._fastest_way(seconds, images, cores) == way


def parts_of(files, folder):
    root, names = files
    pixels = folder / "images.npy"
    with create_pixel_file(pixels, (40, 16, 24, 3)):
        task = DecodingTask(root, READING, pixels)
        chunks = [(start, names[start : start + 7]) for start in range(0, 40, 7)]
        starts = [part.start for part in in_processes(task, chunks, 2)]
    assert starts == [0, 7, 14, 21, 28, 35]
    return pixels.read_bytes()


def test_processes_decode_all_of_it(files, tmp_path, monkeypatch):
    monkeypatch.setattr(DecodingTask, "decode", None)  # Here; other processes do not see it.
    parts_of(files, tmp_path)


def test_processes_that_are_killed_are_stood_in_for(files, tmp_path, monkeypatch):
    started = []

    def start():
        started.append(start_process())
        return started[-1]

    start_process = decoding_process._start
    monkeypatch.setattr(decoding_process, "_start", start)
    (tmp_path / "as").mkdir()
    expected = parts_of(files, tmp_path / "as")
    (tmp_path / "killed").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(decoding_process._DecodingProcess, "tell", killed_after_telling)
        assert parts_of(files, tmp_path / "killed") == expected
    assert len(started) == 4
    assert all(process._process.returncode for process in started)


def killed_after_telling(process, task):
    process._send(None)
    process._process.kill()


@pytest.mark.parametrize(
    "program", ["", "/usr/bin/app", "/no/such/python", "python-that-ends"], ids=repr
)
def test_where_no_process_starts_threads_do_the_work(files, tmp_path, monkeypatch, program):
    (tmp_path / "as").mkdir()
    (tmp_path / "without").mkdir()
    expected = parts_of(files, tmp_path / "as")
    if program == "python-that-ends":
        path = tmp_path / program
        path.write_text("#!/bin/sh\nexit 3\n")
        path.chmod(0o700)
        program = str(path)
    monkeypatch.setattr(sys, "executable", program)
    assert parts_of(files, tmp_path / "without") == expected


def test_a_script_without_a_guard_runs_once(files, tmp_path):
    root, _ = files
    script = tmp_path / "script.py"
    script.write_text(
        "print('begins', flush=True)\n"
        "from netwright.data import decoding, prepare\n"
        "decoding._TRIAL, decoding._fastest_way = 0.0, lambda *about: 'processes'\n"
        f"print(len(prepare({str(root)!r}, skip_bad=True).train))\n"
    )
    ended = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert (ended.stdout.split(), ended.stderr) == (["begins", "31"], "")


def test_at_least_one_core_is_used():
    assert 1 <= usable_cores() <= 16
