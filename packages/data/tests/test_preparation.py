"""What `prepare` chooses and measures, and that `load` gives the same again."""

from __future__ import annotations

import numpy as np
import pytest

from netwright.data import load, prepare
from netwright.interfaces.documents.dataset import Dataset
from netwright.interfaces.documents.target import Classification
from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import read_image


def shape_of(data) -> tuple[int, ...]:
    reading = data.document.preprocessing
    assert data.train.inputs.shape[1:] == (reading.height, reading.width, reading.channels)
    return reading.shape


def test_small_images_of_one_size_keep_it(folder_of):
    assert shape_of(prepare(folder_of({"a": 3, "b": 3}, size=(20, 12)))) == (1, 12, 20)


def test_images_of_several_sizes_become_128(folder_of, picture):
    root = folder_of({"a": 3, "b": 3}, size=(20, 12))
    picture(root / "a" / "other.png", size=(12, 20))
    assert shape_of(prepare(root)) == (1, 128, 128)


def test_large_images_of_one_size_become_128(folder_of):
    assert shape_of(prepare(folder_of({"a": 2, "b": 2}, size=(129, 64)))) == (1, 128, 128)


def test_the_own_size_is_that_of_upright_images(folder_of, picture):
    root = folder_of({"a": 3, "b": 3}, size=(20, 12))
    from PIL import Image

    turned = Image.Exif()
    turned[0x0112] = 6
    picture(root / "a" / "turned.jpg", size=(12, 20), exif=turned)
    assert shape_of(prepare(root)) == (1, 12, 20)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16"])
def test_grey_images_get_one_channel(folder_of, mode):
    assert shape_of(prepare(folder_of({"a": 3, "b": 3}, mode=mode)))[0] == 1


def test_one_image_in_colour_gives_three_channels(folder_of, picture):
    root = folder_of({"a": 3, "b": 3})
    picture(root / "a" / "colour.png", mode="RGB")
    assert shape_of(prepare(root))[0] == 3


def test_size_mode_and_fit_can_be_asked_for(folder_of):
    data = prepare(folder_of({"a": 3, "b": 3}), size=(6, 10), mode="RGB", fit="pad")
    assert shape_of(data) == (3, 6, 10)
    assert data.document.preprocessing.fit == "pad"


def test_samples_are_what_prediction_reads(folder_of):
    root = folder_of({"a": 3, "b": 3}, size=(50, 40), mode="RGB")
    data = prepare(root, size=(16, 16), fit="crop")
    for row, path in enumerate(data.train.names):
        expected = read_image(root / path, data.document.preprocessing)
        np.testing.assert_array_equal(data.train.inputs[row], expected)


def test_mean_and_std_are_those_of_the_training_images(folder_of):
    data = prepare(folder_of({"a": 8, "b": 9}, mode="RGB"), val_fraction=0.5)
    pixels = data.train.inputs[:].reshape(-1, 3) / 255
    np.testing.assert_allclose(data.document.preprocessing.mean, pixels.mean(0), atol=1e-6)
    np.testing.assert_allclose(data.document.preprocessing.std, pixels.std(0), atol=1e-6)
    whole = np.concatenate([pixels, data.val.inputs[:].reshape(-1, 3) / 255])
    assert np.abs(whole.mean(0) - data.document.preprocessing.mean).max() > 1e-4


def test_constant_images_have_a_deviation_to_divide_by(tmp_path):
    from PIL import Image

    for kind in ("a", "b"):
        (tmp_path / kind).mkdir()
        for number in range(3):
            Image.new("L", (4, 4), 7).save(tmp_path / kind / f"{number}.png")
    assert prepare(tmp_path).document.preprocessing.std == (round(1 / 255, 6),)


def same(one, other) -> bool:
    return one.document == other.document and all(
        a.names == b.names
        and a.targets.tobytes() == b.targets.tobytes()
        and a.inputs[:].tobytes() == b.inputs[:].tobytes()
        for a, b in ((one.train, other.train), (one.val, other.val))
    )


@pytest.mark.parametrize(
    "counts", [{"cat": 9, "dog": 8}, {"train/cat": 4, "train/dog": 5, "valid/dog": 3}]
)
def test_load_gives_the_same_samples_again(folder_of, tmp_path, counts):
    data = prepare(folder_of(counts), seed=4, size=(5, 6))
    data.document.write(tmp_path / "dataset.json")
    document = Dataset.read(tmp_path / "dataset.json")
    assert same(load(document), data)
    assert same(load(document, cache=tmp_path / "fresh"), data)


def test_load_leaves_out_what_was_skipped(folder_of):
    root = folder_of({"cat": 9, "dog": 8})
    (root / "cat" / "note.png").write_text("text")
    data = prepare(root, skip_bad=True)
    assert same(load(data.document), data)


def test_load_says_which_files_changed(folder_of, picture):
    root = folder_of({"cat": 4, "dog": 4})
    document = prepare(root).document
    picture(root / "cat" / "new.png")
    (root / "cat" / "cat-001.png").unlink()
    picture(root / "dog" / "dog-002.png", size=(9, 9))
    with pytest.raises(DataError) as caught:
        load(document)
    assert caught.value.render() == (
        "DataError: the images are not those that the dataset document was made from: "
        "1 added, 1 removed, 1 changed.\n"
        f"  folder: {root}\n"
        "  added: \n    cat/new.png\n"
        "  removed: \n    cat/cat-001.png\n"
        "  changed: \n    dog/dog-002.png\n"
        "  fix: put the images back as they were, or prepare the folder anew for a new document."
    )


def test_load_says_how_many_files_changed_when_the_cache_is_gone(folder_of, picture, tmp_path):
    root = folder_of({"cat": 4, "dog": 4})
    document = prepare(root).document
    path = picture(root / "cat" / "new.png")
    with pytest.raises(DataError, match="there were 8 of them, and now there are 9"):
        load(document, cache=tmp_path / "fresh")
    path.unlink()
    picture(root / "dog" / "dog-002.png", size=(9, 9))
    with pytest.raises(DataError, match="still 8 of them, but names or contents differ"):
        load(document, cache=tmp_path / "fresh")


def test_load_of_a_folder_that_is_gone(folder_of):
    root = folder_of({"cat": 4, "dog": 4})
    document = prepare(root).document
    root.rename(root.with_name("elsewhere"))
    with pytest.raises(DataError, match="there is no such folder"):
        load(document)


def test_a_document_by_hand_needs_no_fingerprint_and_orders_its_classes(folder_of):
    document = prepare(folder_of({"cat": 4, "dog": 4})).document
    by_hand = document.model_copy(
        update={"fingerprint": "", "target": Classification(classes=("dog", "cat"))}
    )
    data = load(by_hand)
    for label, path in zip(data.train.targets, data.train.names, strict=True):
        assert path.startswith(("dog", "cat")[label])
    wrong = document.model_copy(
        update={"fingerprint": "", "target": Classification(classes=("dog", "owl"))}
    )
    with pytest.raises(DataError, match="has the classes dog, owl, but the folder has cat, dog"):
        load(wrong)


def test_a_repaired_image_is_a_change(folder_of, picture):
    root = folder_of({"cat": 4, "dog": 4})
    (root / "cat" / "bad.png").write_text("text")
    document = prepare(root, skip_bad=True).document
    picture(root / "cat" / "bad.png")
    with pytest.raises(DataError, match="1 changed"):
        load(document)
