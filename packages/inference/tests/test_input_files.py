from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from netwright.inference import find_images
from netwright.inference.array_files import read_array_file
from netwright.inference.input_files import expand
from netwright.interfaces.errors import DataError

Save = Callable[..., Path]


def found(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find_images(folder)]


def test_images_are_found_in_every_folder_below_and_sorted(
    tmp_path: Path, save_image: Save
) -> None:
    for name in ("b/2.PNG", "b/10.jpg", "b/c/3.webp", "a.png", "z.bmp"):
        save_image(name)
    (tmp_path / "b" / "notes.txt").write_text("no image")
    (tmp_path / "._a.png").write_text("left behind by another system")
    (tmp_path / ".thumbnails").mkdir()
    save_image(".thumbnails/a.png")
    assert found(tmp_path) == ["a.png", "b/10.jpg", "b/2.PNG", "b/c/3.webp", "z.bmp"]


def test_folders_are_listed_only_when_they_are_reached(tmp_path: Path, save_image: Save) -> None:
    save_image("a/1.png")
    save_image("b/1.png")
    images = find_images(tmp_path)
    next(images)
    save_image("b/2.png")
    assert len(list(images)) == 2


@pytest.mark.skipif(os.name == "nt", reason="links need a right that Windows users lack")
def test_a_circle_of_links_ends_and_links_to_folders_are_followed(
    tmp_path: Path, save_image: Save
) -> None:
    save_image("elsewhere/1.png")
    save_image("photos/0.png")
    (tmp_path / "photos" / "album").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "photos" / "self").symlink_to(tmp_path / "photos")
    (tmp_path / "photos" / "lost.png").symlink_to(tmp_path / "nowhere.png")
    os.mkfifo(tmp_path / "photos" / "pipe.png")
    assert found(tmp_path / "photos") == ["0.png", "album/1.png", "lost.png"]


def test_a_missing_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nowhere"):
        list(find_images(tmp_path / "nowhere"))


def test_an_argument_stands_for_a_file_a_folder_or_a_pattern(
    tmp_path: Path, save_image: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("photos/1.png", "photos/more/2.png", "odd[1].png"):
        save_image(name)
    monkeypatch.chdir(tmp_path)
    first, second = os.path.join("photos", "1.png"), os.path.join("photos", "more", "2.png")
    assert expand("missing.png") == ["missing.png"]
    assert expand("photos") == [first, second]
    assert expand("photos/*.png") == ["photos/1.png"]
    assert [Path(path) for path in expand("**/2.png")] == [Path(second)]
    assert expand("phot*") == [first, second]
    assert expand("odd[1].png") == ["odd[1].png"]


def test_what_stands_for_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no image"):
        expand(str(tmp_path))
    with pytest.raises(DataError, match="nothing matches"):
        expand(str(tmp_path / "*.png"))


@pytest.mark.parametrize("save", [np.save, np.savez_compressed])
def test_arrays_that_chance_damaged_are_told_or_do_no_harm(
    tmp_path: Path, save: Callable[..., None]
) -> None:
    whole = tmp_path / ("whole.npy" if save is np.save else "whole.npz")
    save(whole, np.arange(64.0).reshape(8, 8))
    content, damaged = whole.read_bytes(), whole.with_stem("damaged")
    refused = 0
    for seed in range(300):
        random = np.random.default_rng(seed)
        changed = bytearray(content)
        for position in random.integers(0, min(len(content), 250), random.integers(1, 5)):
            changed[position] = random.integers(256)
        damaged.write_bytes(changed[: random.integers(1, 4 * len(content))])
        try:
            read_array_file(str(damaged))
        except DataError as error:
            refused += str(damaged) in str(error)
    assert 100 < refused <= 300
