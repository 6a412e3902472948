"""Data sets of torchvision in files of their own formats, which are never downloaded."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from netwright.data import digits, load, prepare
from netwright.interfaces.documents.source import TorchvisionDataset
from netwright.interfaces.documents.split import GivenSplit
from netwright.interfaces.errors import DataError, UsageError
from netwright.interfaces.testing.samples import SamplesContract

from .photographs import piece, save

pytest.importorskip("torchvision")


def write_idx(path, values: np.ndarray) -> None:
    """The format of MNIST: two zeros, the type (8 is uint8), the number of axes, their sizes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sizes = struct.pack(f">{values.ndim}I", *values.shape)
    path.write_bytes(bytes([0, 0, 8, values.ndim]) + sizes + values.astype(np.uint8).tobytes())


def write_mnist(root, name="MNIST", train=slice(40), val=slice(40, 60)):
    pictures, labels = digits()
    for part, rows in (("train", train), ("t10k", val)):
        raw = root / name / "raw"
        write_idx(raw / f"{part}-images-idx3-ubyte", pictures.squeeze()[rows])
        write_idx(raw / f"{part}-labels-idx1-ubyte", labels[rows])
    return root


def write_pets(root):
    """Oxford-IIIT Pet's layout: one folder of images, and lists of name, class, species, breed."""
    for part, numbers in (("trainval", range(8)), ("test", range(8, 12))):
        lines = []
        for number in numbers:
            name = ("Abyssinian", "great_pyrenees")[number % 2]
            save(root / "oxford-iiit-pet" / "images" / f"{name}_{number}.jpg", piece(number))
            lines.append(f"{name}_{number} {number % 2 + 1} 1 1")
        annotations = root / "oxford-iiit-pet" / "annotations"
        annotations.mkdir(parents=True, exist_ok=True)
        (annotations / f"{part}.txt").write_text("\n".join(lines))
    return root


def error_of(path, kind=UsageError, **options) -> str:
    with pytest.raises(kind) as caught:
        prepare(path, **options)
    return caught.value.render()


class TestMnist(SamplesContract):
    @pytest.fixture
    def samples(self, tmp_path):
        return prepare(write_mnist(tmp_path)).train

    @pytest.fixture
    def samples_again(self, samples, tmp_path):
        return load(prepare(tmp_path).document).train


@pytest.mark.parametrize("name", ["MNIST", "FashionMNIST", "KMNIST"])
def test_idx_files_are_their_pictures_and_labels(tmp_path, name):
    data = prepare(f"torchvision:{name}@{write_mnist(tmp_path, name)}")
    pictures, labels = digits()
    np.testing.assert_array_equal(data.train.inputs[:], pictures[:40].reshape(40, 8, 8, 1))
    np.testing.assert_array_equal(data.val.targets, labels[40:60])
    assert data.document.split == GivenSplit(train="train", val="val")
    assert data.document.source == TorchvisionDataset(path=tmp_path.as_posix(), name=name)
    assert len(data.document.classes) == 10
    assert data.val.names[7] == "val/07"


def test_image_files_are_read_at_the_size_that_is_asked_for(tmp_path):
    data = prepare(write_pets(tmp_path), size=(12, 16))
    assert data.document.classes == ("Abyssinian", "Great Pyrenees")
    assert data.train.inputs.shape == (8, 12, 16, 3)
    assert data.val.targets.tolist() == [0, 1, 0, 1]
    pixels = data.train.inputs[:].reshape(-1, 3) / 255
    np.testing.assert_allclose(data.document.preprocessing.mean, pixels.mean(0), atol=1e-6)


def test_load_gives_the_same_again_and_notices_a_change(tmp_path):
    document = prepare(write_mnist(tmp_path), size=(10, 10)).document
    assert load(document).document == document
    write_mnist(tmp_path, train=slice(100, 140))
    with pytest.raises(DataError, match="the images are not those that the dataset document was"):
        load(document)


def test_pickled_data_sets_are_refused(tmp_path):
    (tmp_path / "cifar-10-batches-py").mkdir()
    message = (
        "UsageError: CIFAR10 lies on the disk as Python pickles, which run whatever code is in "
        "them, so that it is not read.\n"
        "  fix: save its images as files, one folder a class, and name that folder; or use one "
        "of: DTD, FashionMNIST, Food101, GTSRB, KMNIST, MNIST, OxfordIIITPet, STL10."
    )
    assert error_of(tmp_path) == message
    assert error_of(f"torchvision:CIFAR10@{tmp_path}") == message


def test_several_data_sets_in_one_folder(tmp_path):
    write_mnist(write_mnist(tmp_path), "KMNIST")
    assert error_of(tmp_path) == (
        "UsageError: the folder has several data sets of torchvision: KMNIST, MNIST.\n"
        f"  folder: {tmp_path}\n"
        f"  fix: name one of them, such as torchvision:KMNIST@{tmp_path}."
    )


@pytest.mark.parametrize("name", ["mnist", "MNITS"])
def test_a_misspelt_name(tmp_path, name):
    message = error_of(f"torchvision:{name}@{tmp_path}")
    assert f"{name!r} is no data set of torchvision that can be read here." in message
    assert "fix: did you mean 'MNIST'?" in message


def test_a_name_without_a_folder():
    assert error_of("torchvision:MNIST") == (
        "UsageError: expected torchvision:NAME@FOLDER, but 'torchvision:MNIST' came.\n"
        "  fix: such as --data torchvision:MNIST@data."
    )


def test_a_data_set_that_is_not_there(tmp_path):
    assert error_of(f"torchvision:STL10@{tmp_path}", DataError) == (
        "DataError: torchvision cannot read STL10: Dataset not found or corrupted.\n"
        f"  folder: {tmp_path}\n"
        "  fix: name the folder that has stl10_binary/ in it, with the data set's own files, "
        "unpacked; Netwright downloads nothing."
    )


def test_more_than_memory_should_hold_is_refused(tmp_path):
    assert "60 images of 9000x9000 would take 4.9 GB of memory." in (
        error_of(write_mnist(tmp_path), DataError, size=(9000, 9000))
    )
