"""Large arrays are entries of the cache: limited, listed and cleared as images are."""

from __future__ import annotations

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from netwright.data import prepare
from netwright.data.commands.data import app
from netwright.interfaces.errors import DataError


@pytest.fixture
def file(tmp_path, monkeypatch):
    """An array that is not held in memory."""
    monkeypatch.setattr("netwright.data.array_file._IN_MEMORY_BYTES", 1000)
    random = np.random.default_rng(0)
    np.savez(tmp_path / "a.npz", x=random.normal(size=(200, 8)), y=np.arange(200) % 2)
    return tmp_path / "a.npz"


def run(*arguments):
    return CliRunner().invoke(app, [*arguments], catch_exceptions=False).stdout


def test_an_array_is_listed_and_cleared_when_it_is_not_in_use(file):
    data = prepare(file)
    np.testing.assert_array_equal(
        np.sort(np.concatenate([data.train.inputs, data.val.inputs])[:, 0]),
        np.sort(np.load(file)["x"][:, 0].astype(np.float32)),
    )
    (entry,) = [json.loads(line) for line in run("cache", "list", "--json").splitlines()]
    assert entry["reading"] == {"kind": "array", "name": "x"}
    assert entry["in_use"]
    assert "the array x, 0.0 MB" in run("cache", "list")
    assert "in use now" in run("cache", "clear")
    del data
    assert run("cache", "clear").startswith("Removed 1 entry")


def test_it_is_written_once(file, cache):
    first, again = prepare(file), prepare(file)
    np.testing.assert_array_equal(first.val.inputs[:], again.val.inputs[:])
    assert len([*cache.iterdir()]) == 1


def test_an_array_larger_than_the_cache_is_an_error_and_leaves_nothing(file, cache, monkeypatch):
    monkeypatch.setenv("NETWRIGHT_CACHE_LIMIT", "1KB")
    with pytest.raises(DataError) as caught:
        prepare(file)
    assert caught.value.message == (
        "the array cannot be cached: it is larger than the cache may be."
    )
    assert "allow more by NETWRIGHT_CACHE_LIMIT" in caught.value.fix
    assert not [*cache.iterdir()]
