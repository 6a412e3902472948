"""`netwright data check` and `netwright data preview`, as a person calls them."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from netwright.data.commands.data import app
from netwright.interfaces.testing import CommandContract


class TestDataCommands(CommandContract):
    @pytest.fixture
    def app(self):
        return app


def run(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)], catch_exceptions=False)


def test_check_of_sound_data_ends_with_0(folder_of):
    done = run("check", folder_of({"cat": 30, "dog": 30}))
    assert done.exit_code == 0
    assert done.stdout.endswith("Nothing found that stands against training on it.\n")


def test_check_of_bad_data_ends_with_1_and_says_why_in_json(folder_of, tmp_path):
    root = folder_of({"cat": 30, "dog": 30})
    (root / "cat" / "bad.png").write_text("text")
    page = tmp_path / "check.html"
    done = run("check", root, "--json", "--page", page)
    assert done.exit_code == 1
    report = json.loads(done.stdout)
    assert report["findings"][0]["check"] == "unreadable"
    assert page.exists()


def test_preview_writes_pictures_and_tells_where(folder_of, tmp_path):
    recipe = tmp_path / "recipe.toml"
    recipe.write_text('[[augmentation]]\nname = "RandomHorizontalFlip"\n')
    done = run(
        "preview", folder_of({"cat": 5, "dog": 5}), "--out", tmp_path / "look", "--recipe", recipe
    )
    assert done.exit_code == 0
    assert {path.name for path in (tmp_path / "look").iterdir()} == {
        "augmented.png",
        "classes.png",
        "samples.png",
        "sizes.png",
    }
    assert "samples     8 to train on, 2 to validate on" in done.stdout
    assert "std" in done.stdout


def test_a_dataset_document_is_checked_as_it_says(folder_of, tmp_path):
    root = folder_of({"cat": 30, "dog": 30})
    document = tmp_path / "pets.json"
    assert run("split", root, "--val-fraction", 0.5, "--out", document).exit_code == 0
    done = run("check", document)
    assert done.exit_code == 0
    assert "30 to train on, 30 to validate on" in done.stdout
    assert run("preview", document, "--out", tmp_path / "look").exit_code == 0
