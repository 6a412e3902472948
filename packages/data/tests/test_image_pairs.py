"""Pictures and what becomes of them: layouts, sizes, and what is wrong with them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from netwright.data import load, prepare
from netwright.interfaces.documents.source import ImageFolder, ImagePairs
from netwright.interfaces.documents.split import GivenSplit
from netwright.interfaces.documents.target import ImageToImage
from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import read_image
from netwright.interfaces.testing.samples import SamplesContract

from .photographs import piece, save


def noisy(number: int) -> np.ndarray:
    noise = np.random.default_rng(number).normal(0, 20, piece(number).shape)
    return np.clip(piece(number) + noise, 0, 255).astype(np.uint8)


def write(root, first="inputs", second="targets", change=noisy, numbers=range(10)):
    for number in numbers:
        save(root / first / f"{number}.png", change(number))
        save(root / second / f"{number}.png", piece(number))
    return root


def error_of(path, **options) -> str:
    with pytest.raises(DataError) as caught:
        prepare(path, **options)
    return caught.value.render()


class TestPairs(SamplesContract):
    task = "image_to_image"

    @pytest.fixture
    def samples(self, tmp_path):
        return prepare(write(tmp_path / "noisy")).train

    @pytest.fixture
    def samples_again(self, samples, tmp_path):
        document = prepare(tmp_path / "noisy").document
        return load(document, cache=tmp_path / "cache").train


class TestEnlarging(TestPairs):
    @pytest.fixture
    def samples(self, tmp_path):
        return prepare(write(tmp_path / "noisy", change=lambda n: piece(n)[::2, ::2])).train


def test_targets_are_the_pictures_of_the_same_names(tmp_path):
    data = prepare(write(tmp_path))
    assert data.document.target == ImageToImage(mode="RGB", height=24, width=32)
    for row, name in enumerate(data.train.names):
        path = tmp_path / name.replace("inputs", "targets")
        expected = read_image(path, data.document.preprocessing)
        np.testing.assert_array_equal(data.train.targets[row], expected)


def test_inputs_of_half_the_size_are_enlarged(tmp_path):
    data = prepare(write(tmp_path, change=lambda n: piece(n)[::2, ::2]))
    assert data.train.inputs.shape == (8, 12, 16, 3)
    assert data.train.targets.shape == (8, 24, 32, 3)
    smaller = prepare(tmp_path, size=(6, 8))
    assert smaller.train.targets.shape == (8, 12, 16, 3)


def test_targets_of_several_sizes_take_that_of_the_input(tmp_path):
    write(tmp_path, change=lambda n: piece(n)[::2, ::2] if n else piece(n))
    data = prepare(tmp_path, size=(12, 16))
    assert data.train.targets.shape == data.train.inputs.shape == (8, 12, 16, 3)


def test_grey_inputs_and_targets_in_colour(tmp_path):
    grey = prepare(write(tmp_path, change=lambda n: piece(n).mean(2).astype(np.uint8)))
    assert grey.train.inputs.shape[-1] == 1
    assert grey.train.targets.shape[-1] == 3
    asked = prepare(write(tmp_path / "colour", change=piece), mode="L")
    assert (asked.train.inputs.shape[-1], asked.train.targets.shape[-1]) == (1, 3)


@pytest.mark.parametrize("names", [("noisy", "clean"), ("low", "high"), ("lr", "hr")])
def test_other_names_of_the_folders(tmp_path, names):
    source = prepare(write(tmp_path, *names)).document.source
    assert (source.inputs, source.targets) == names


def test_a_and_b_may_be_anything_and_are_pairs_only_if_asked_for(tmp_path):
    root = write(tmp_path, "A", "B")
    assert isinstance(prepare(root).document.source, ImageFolder)
    assert isinstance(prepare(root, task="image_to_image").document.source, ImagePairs)


def test_folders_that_may_be_classes_are_pairs_only_if_every_file_has_a_partner(tmp_path):
    save(write(tmp_path, "low", "high") / "low" / "alone.png", piece(1))
    assert isinstance(prepare(tmp_path).document.source, ImageFolder)
    data = prepare(tmp_path, task="image_to_image", skip_bad=True)
    assert isinstance(data.document.source, ImagePairs)
    assert len(data.train) + len(data.val) == 10
    as_classes = prepare(write(tmp_path / "other", "low", "high"), task="classification")
    assert as_classes.document.classes == ("high", "low")


@pytest.mark.parametrize("layout", ["{kind}/{part}", "{part}/{kind}"])
def test_folders_of_training_and_validation_are_the_split(tmp_path, layout):
    for part, numbers in (("train", range(7)), ("valid", range(7, 10))):
        names = [layout.format(kind=kind, part=part) for kind in ("inputs", "targets")]
        write(tmp_path, *names, numbers=numbers)
    data = prepare(tmp_path)
    assert isinstance(data.document.split, GivenSplit)
    assert (len(data.train), len(data.val)) == (7, 3)
    assert load(data.document).val.names == data.val.names


def test_a_missing_target_is_told(tmp_path):
    (write(tmp_path) / "targets" / "4.png").unlink()
    message = error_of(tmp_path)
    assert "1 of 10 pairs cannot be read." in message
    assert "inputs/4.png: there is no target targets/4.png for it\n" in message
    assert prepare(tmp_path, skip_bad=True).document.skipped == ("inputs/4.png",)


def test_a_missing_folder_is_told(tmp_path):
    write(tmp_path, "inputs", "target")
    with pytest.raises(DataError) as caught:
        prepare(ImagePairs(path=str(tmp_path)))
    assert caught.value.render() == (
        "DataError: there is no folder targets/.\n"
        f"  folder: {tmp_path}\n"
        "  fix: put inputs/ and targets/ there, or both into train/ and val/."
    )


def test_a_target_of_other_proportions(tmp_path):
    save(write(tmp_path) / "targets" / "4.png", piece(4, 30, 32))
    assert "inputs/4.png: its target has 32x30 pixels, but the input 32x24\n" in error_of(tmp_path)


def test_a_target_that_is_cut_short(tmp_path):
    path = write(tmp_path) / "targets" / "4.png"
    path.write_bytes(path.read_bytes()[:300])
    assert "inputs/4.png: its target targets/4.png: the image cannot be decoded" in (
        error_of(tmp_path)
    )


def test_a_changed_target_is_noticed_and_so_is_a_changed_input(tmp_path):
    document = prepare(write(tmp_path)).document
    Image.fromarray(piece(5)).save(tmp_path / "targets" / "4.png")
    with pytest.raises(DataError, match=r"their targets \(labels, masks or pictures\) are not"):
        load(document)
    Image.fromarray(piece(5)).save(tmp_path / "inputs" / "4.png")
    with pytest.raises(DataError, match="made from: 1 changed"):
        load(document)
