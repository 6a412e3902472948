"""Images with masks: layouts, classes, and what is wrong with them."""

from __future__ import annotations

import json
import os

import numpy as np
import pytest
from PIL import Image

from netwright.data import load, prepare
from netwright.interfaces.documents.split import GivenSplit
from netwright.interfaces.documents.target import Segmentation
from netwright.interfaces.errors import DataError, UsageError
from netwright.interfaces.masks import read_mask
from netwright.interfaces.testing.samples import SamplesContract

from .photographs import levels, piece, save

PALETTE = [20, 20, 20, 200, 0, 0, 0, 0, 200]


@pytest.fixture
def folder(tmp_path):
    """Ten pieces of photographs, and for each pixel whether it is dark, grey or light."""
    return write(tmp_path / "scenes")


def write(root, images="images", masks="masks", values=(0, 1, 2), palette=None, numbers=range(10)):
    for number in numbers:
        classes = levels(piece(number), len(values))
        save(root / images / f"{number}.jpg", piece(number))
        save(root / masks / f"{number}.png", np.array(values, np.uint8)[classes], palette)
    return root


def error_of(path, kind=DataError, **options) -> str:
    with pytest.raises(kind) as caught:
        prepare(path, **options)
    return caught.value.render()


class TestMasks(SamplesContract):
    task = "segmentation"

    @pytest.fixture
    def samples(self, folder):
        return prepare(folder).train

    @pytest.fixture
    def samples_again(self, folder, tmp_path):
        return load(prepare(folder).document, cache=tmp_path / "cache").train


class TestStreamedMasks(TestMasks):
    @pytest.fixture(autouse=True)
    def no_room(self, monkeypatch):
        monkeypatch.setenv("NETWRIGHT_CACHE_LIMIT", "0")


@pytest.mark.parametrize("fit", ["stretch", "crop", "pad"])
def test_masks_are_what_prediction_reads(folder, fit):
    data = prepare(folder, size=(20, 20), fit=fit)
    assert data.document.target == Segmentation(classes=("0", "1", "2"))
    for row, name in enumerate(data.train.names):
        path = folder / name.replace("images", "masks").replace("jpg", "png")
        expected = read_mask(path, data.document.preprocessing)
        np.testing.assert_array_equal(data.train.targets[row], expected)
    assert (data.train.targets[:] == 255).any() == (fit == "pad")


def test_a_turned_image_has_a_turned_mask(folder):
    turned = Image.Exif()
    turned[0x0112] = 6
    for path in (folder / "images" / "3.png", folder / "masks" / "3.png"):
        path.unlink(missing_ok=True)
        save(path, levels(piece(3), 3), exif=turned)
    (folder / "images" / "3.jpg").unlink()
    data = prepare(folder, size=(32, 24), mode="L")
    samples = next(s for s in (data.train, data.val) if "images/3.png" in s.names)
    image, mask = samples[samples.names.index("images/3.png")]
    np.testing.assert_array_equal(image[:, :, 0], mask)


def test_a_palette_gives_the_classes_their_colours(tmp_path):
    target = prepare(write(tmp_path, palette=PALETTE)).document.target
    assert target.colors == ((20, 20, 20), (200, 0, 0), (0, 0, 200))


def test_255_is_left_out(tmp_path):
    data = prepare(write(tmp_path, values=(0, 1, 255)))
    assert data.document.classes == ("0", "1")
    assert set(np.unique(data.train.targets)) == {0, 1, 255}


def test_masks_of_0_and_255_alone_are_background_and_foreground(tmp_path):
    data = prepare(write(tmp_path, values=(0, 255)), fit="pad", size=(40, 40))
    expected = Segmentation(classes=("background", "foreground"), values=(0, 255))
    assert data.document.target == expected
    assert set(np.unique(data.train.targets)) == {0, 1, 255}, "255 where there is no picture"
    np.testing.assert_array_equal(load(data.document).train.targets[:], data.train.targets[:])


def test_values_with_gaps_are_a_class_each(tmp_path):
    data = prepare(write(tmp_path, values=(0, 85, 170)))
    assert data.document.target == Segmentation(classes=("0", "85", "170"), values=(0, 85, 170))
    assert set(np.unique(data.train.targets)) == {0, 1, 2}


@pytest.mark.parametrize("name", ["classes.txt", "labels.txt"])
def test_a_text_names_the_classes(folder, name):
    (folder / name).write_text("Wald\n草 地\n sky \n\n", encoding="utf-8")
    assert prepare(folder).document.classes == ("Wald", "草 地", "sky")


def test_json_may_name_values(tmp_path):
    (tmp_path / "classes.json").write_text(json.dumps({"dark": 0, "grey": 128, "light": 255}))
    target = prepare(write(tmp_path, values=(0, 128, 255))).document.target
    assert target == Segmentation(classes=("dark", "grey", "light"), values=(0, 128, 255))


def test_json_may_name_the_colours_of_masks_in_colour(folder):
    colors = {"dark": [9, 9, 9], "grey": [0, 99, 0], "light": [250, 250, 0]}
    (folder / "classes.json").write_text(json.dumps(colors))
    before = prepare(folder).train.targets[:]
    for path in (folder / "masks").iterdir():
        save(path, np.array([*colors.values()], np.uint8)[np.asarray(Image.open(path))])
    data = prepare(folder)
    assert data.document.classes == ("dark", "grey", "light")
    np.testing.assert_array_equal(data.train.targets[:], before)
    np.testing.assert_array_equal(load(data.document).train.targets[:], before)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[1, 2]", "holds no list of names"),
        ('["a", "a"]', "names a class twice"),
        ('["a"]', "names 1 classes, and 2 to 255 are expected"),
        ('{"a": 0, "b": 300}', "gives the classes neither a value each nor a colour each"),
        ('{"a": 0, "b": 0}', "gives the classes neither a value each nor a colour each"),
        ("{", "cannot be read: Expecting property name"),
    ],
)
def test_a_wrong_file_of_classes(folder, content, words):
    (folder / "classes.json").write_text(content)
    message = error_of(folder)
    assert f"the file of classes {words}" in message
    assert f"file: {folder / 'classes.json'}" in message


@pytest.mark.parametrize(
    ("layout", "split"),
    [
        ("{kind}/{part}", GivenSplit(train="images/train", val="images/val")),
        ("{part}/{kind}", GivenSplit(train="train/images", val="val/images")),
    ],
)
def test_folders_of_training_and_validation_are_the_split(tmp_path, layout, split):
    for part, numbers in (("train", range(7)), ("val", range(7, 10)), ("test", range(20, 22))):
        names = [layout.format(kind=kind, part=part) for kind in ("images", "masks")]
        write(tmp_path, *names, numbers=numbers)
    data = prepare(tmp_path)
    assert data.document.split == split
    assert (len(data.train), len(data.val)) == (7, 3)
    assert load(data.document).val.names == data.val.names


@pytest.mark.parametrize("names", [("Images", "Masks"), ("img", "ann"), ("imgs", "labels")])
def test_other_names_of_the_folders(tmp_path, names):
    source = prepare(write(tmp_path, *names)).document.source
    assert (source.images, source.masks) == names


def test_names_in_any_script_and_folders_below(tmp_path):
    write(tmp_path, "images/große Höhe", "masks/große Höhe", numbers=range(5))
    write(tmp_path, "images/山 🏔", "masks/山 🏔", numbers=range(5, 10))
    data = prepare(tmp_path)
    assert len(data.train) + len(data.val) == 10
    assert "images/山 🏔/5.jpg" in data.train.names + data.val.names


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_a_loop_of_links_ends(folder):
    for kind in ("images", "masks"):
        (folder / kind / "again").symlink_to(folder / kind, target_is_directory=True)
    assert len(prepare(folder).train) == 8


def test_a_missing_mask_is_told_and_can_be_left_out(folder):
    (folder / "masks" / "4.png").unlink()
    assert error_of(folder) == (
        "DataError: 1 of 10 images cannot be read.\n"
        f"  folder: {folder}\n"
        "  files: \n"
        "    images/4.jpg: there is no mask masks/4.png for it\n"
        "  fix: replace or remove them, or leave them out with --skip-bad "
        "(skip_bad=True in Python)."
    )
    data = prepare(folder, skip_bad=True)
    assert data.document.skipped == ("images/4.jpg",)
    assert load(data.document).train.names == data.train.names


def test_a_mask_without_an_image(folder):
    (folder / "images" / "4.jpg").unlink()
    assert error_of(folder) == (
        "DataError: 1 file has no image of the same name in images/.\n"
        f"  folder: {folder}\n"
        "  files: \n"
        "    masks/4.png\n"
        "  fix: remove them or add their images, or leave them out with --skip-bad "
        "(skip_bad=True in Python)."
    )
    assert len(prepare(folder, skip_bad=True).train) == 7


def test_a_mask_of_another_size(folder):
    save(folder / "masks" / "4.png", levels(piece(4, 30, 32), 3))
    assert "images/4.jpg: its mask has 32x30 pixels, but the image 32x24\n" in error_of(folder)


def test_a_smaller_mask_of_the_same_proportions_is_taken(folder):
    save(folder / "masks" / "4.png", levels(piece(4), 3)[::2, ::2])
    assert len(prepare(folder).train) == 8


def test_an_unknown_value_in_a_mask(folder):
    (folder / "classes.txt").write_text("dark\ngrey\n")
    message = error_of(folder)
    assert "10 of 10 images cannot be read" in message
    assert (
        "images/0.jpg: its mask has the value 2, but the classes have 0 to 1, and 255 where a "
        "pixel does not count\n" in message
    )


def test_a_mask_that_is_a_jpeg(folder):
    (folder / "masks" / "4.png").unlink()
    save(folder / "masks" / "4.jpg", levels(piece(4), 3))
    assert "its mask masks/4.jpg: expected a mask of class indices, but a JPEG came" in (
        error_of(folder)
    )


def test_masks_of_smoothed_borders(tmp_path):
    for number in range(10):
        save(tmp_path / "images" / f"{number}.jpg", piece(number))
        save(tmp_path / "masks" / f"{number}.png", piece(number)[:, :, 0])
    message = error_of(tmp_path)
    assert "different values with gaps between them, as masks do that were smoothed" in message


def test_masks_of_one_class(tmp_path):
    assert "the masks hold nothing but the value 1, but" in (error_of(write(tmp_path, values=(1,))))


def test_no_mask_can_be_read(folder):
    for path in (folder / "masks").iterdir():
        path.write_text("no image")
    assert "no mask can be read: masks/0.png: expected an image, but" in error_of(folder)


def test_two_images_of_one_name(folder):
    save(folder / "images" / "4.png", piece(4))
    assert (
        "images/4.jpg and images/4.png have the same name, so that it is open which of them is "
        "meant." in error_of(folder)
    )


def test_an_empty_folder_of_masks(folder):
    for path in (folder / "masks").iterdir():
        path.rename(path.with_suffix(".txt"))
    message = error_of(folder)
    assert "the folder has no images (files of other kinds: 10 .txt)." in message
    assert f"folder: {folder / 'masks'}" in message


def test_another_task_is_refused(folder):
    source = prepare(folder).document.source
    assert error_of(source, UsageError, task="regression") == (
        "UsageError: the task regression does not go with image masks, whose samples are for "
        "segmentation.\n"
        f"  path: {folder}\n"
        "  fix: leave the task out, or ask for segmentation."
    )


def test_a_changed_mask_is_noticed(folder):
    document = prepare(folder).document
    save(folder / "masks" / "4.png", levels(piece(5), 3))
    with pytest.raises(DataError) as caught:
        load(document)
    assert caught.value.render() == (
        "DataError: the images are those that the dataset document was made from, but their "
        "targets (labels, masks or pictures) are not.\n"
        f"  folder: {folder}\n"
        "  fix: put the targets back as they were, or prepare the data anew for a new document."
    )


def test_a_document_by_hand_with_too_few_classes_is_refused(folder):
    document = prepare(folder).document
    by_hand = document.model_copy(
        update={"fingerprint": "", "target": Segmentation(classes=("dark", "grey"))}
    )
    with pytest.raises(DataError, match="its mask has classes beyond the 2 that are known"):
        load(by_hand)


def test_masks_are_looked_at_and_decoded_once(folder):
    prepare(folder)
    told = []
    prepare(folder, on_progress=lambda *step: told.append(step[0]))
    assert set(told) == {"checking files"}
