"""What is found in the data is told at the start of a run, kept with it, and found only once."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from netwright.data import Prepared, prepare, write_digits
from netwright.interfaces.documents import Recipe, Started, Warned
from netwright.training import data_check, fit
from netwright.training.data_check import check_once, read_report


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory, own_cache: None) -> Prepared:
    """Digits with a copy under another label."""
    folder = write_digits(tmp_path_factory.mktemp("spoilt") / "digits")
    shutil.copy(min((folder / "3").iterdir()), folder / "5" / "copy.png")
    return prepare(folder)


def test_grave_findings_are_told_before_training_and_kept_with_the_run(
    spoilt: Prepared, tmp_path: Path
) -> None:
    run = fit(None, spoilt, Recipe(epochs=1), runs=tmp_path, should_stop=lambda: True)
    first, *others = run.events()
    assert isinstance(first, Warned)
    assert first.message == (
        "the data misleads: 1 pair of samples are the same and have different labels."
    )
    assert first.fix == "keep the one whose label is right, and remove the other."
    assert any(isinstance(event, Started) for event in others)
    kept = read_report(run.data_check)
    assert kept is not None
    assert kept == check_once(spoilt)


def test_sound_data_is_told_nothing_of(digits: Prepared, tmp_path: Path) -> None:
    run = fit(None, digits, Recipe(epochs=1), runs=tmp_path, should_stop=lambda: True)
    assert not any(isinstance(event, Warned) for event in run.events())
    assert run.data_check.exists()


def test_the_same_content_is_looked_at_once(
    digits: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETWRIGHT_CACHE", str(tmp_path))
    first = check_once(digits)
    began = time.perf_counter()
    assert check_once(digits) == first
    assert time.perf_counter() - began < 0.05
    (kept,) = (tmp_path / "checks").iterdir()
    kept.write_text("cut sh")
    assert check_once(digits) == first
    assert read_report(kept) == first


def test_samples_of_no_known_origin_are_not_mistaken_for_others(
    digits: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETWRIGHT_CACHE", str(tmp_path))
    unknown = Prepared(
        digits.document.model_copy(update={"fingerprint": ""}), digits.train, digits.val
    )
    check_once(unknown)
    assert not (tmp_path / "checks").exists()


def test_a_look_ends_in_time_and_says_what_was_not_done(
    digits: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_check, "_SECONDS", 0.0)
    assert "exact duplicates" in check_once(digits).facts["not done"]
