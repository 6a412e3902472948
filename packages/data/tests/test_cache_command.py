"""`netwright data cache`: what is kept, and how to be rid of it."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from netwright.data import prepare
from netwright.data.commands.data import app
from netwright.interfaces.testing import CommandContract


class TestData(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        return app


class TestCache(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        from netwright.data.commands import cache

        return cache.app


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["cache", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_an_empty_cache_is_told_and_cleared(cache):
    assert run("list").startswith(f"0 entries of 0.0 MB in {cache}, of at most ")
    assert run("list", "--json") == ""
    assert run("clear") == "Removed 0 entries of 0.0 MB.\n"


def test_list_tells_data_size_and_use(folder_of, cache):
    root = folder_of({"cat": 3, "dog": 4})
    data = prepare(root, size=(20, 30), mode="RGB", fit="pad")
    listing = run("list")
    assert listing.startswith(f"{root}\n  7 images, 30x20 RGB pad, 0.0 MB, used 20")
    assert ", in use\n" in listing
    del data
    (entry,) = map(json.loads, run("list", "--json").splitlines())
    assert entry["data"] == str(root)
    assert entry["images"] == 7
    assert entry["reading"] == {
        "kind": "image", "mode": "RGB", "height": 20, "width": 30, "fit": "pad"
    }  # fmt: skip
    assert entry["bytes"] > 7 * 20 * 30 * 3
    assert entry["in_use"] is False


def test_clear_removes_all_but_what_is_in_use(folder_of, cache):
    used = prepare(folder_of({"cat": 3, "dog": 3}, name="used"))
    prepare(folder_of({"cat": 4, "dog": 3}, name="unused"))
    assert run("clear") == "Removed 1 entry of 0.0 MB.\nKept 1 entry of 0.0 MB, in use now.\n"
    assert len(used.train.inputs[:]) == 4
    del used
    cleared = json.loads(run("clear", "--json"))
    assert [len(cleared[what]) for what in ("removed", "in_use")] == [1, 0]
    assert not list(cache.iterdir())


def test_another_cache_can_be_named(folder_of, tmp_path):
    prepare(folder_of({"cat": 3, "dog": 3}), cache=tmp_path / "another")
    assert "1 entry of" in run("list", "--cache", str(tmp_path / "another"))
    assert "0 entries of" in run("list")
