"""Contact sheets and charts show what is there."""

from __future__ import annotations

import numpy as np
from checked import classes, numbers
from PIL import Image

from netwright.data.previewing import contact_sheet, write_charts, write_sheets
from netwright.data.previewing.measures import measures, sizes_of
from netwright.data.previewing.pictures import caption, mask_picture
from netwright.interfaces.documents import (
    Classification,
    ImageToImage,
    MultiLabel,
    Recipe,
    Regression,
    Segmentation,
)

PICTURES = np.random.default_rng(0).integers(0, 256, (5, 16, 16, 3), np.uint8)


def test_a_sheet_holds_every_sample_enlarged_without_blur():
    sheet = contact_sheet(PICTURES, np.arange(5) % 2, Classification(classes=("猫", "dog")))
    assert sheet.size == (5 * (96 + 6) + 6, 96 + 19 + 12)
    cell = np.asarray(sheet)[6:102, 6:102]
    np.testing.assert_array_equal(cell[::6, ::6], PICTURES[0])


def test_masks_and_target_pictures_stand_beside_their_image():
    masks = np.zeros((2, 16, 16), np.uint8)
    masks[:, :8] = 1
    sheet = contact_sheet(PICTURES[:2], masks, Segmentation(classes=("ground", "sky")))
    assert sheet.width == 2 * (2 * 96 + 2 + 6) + 6
    pair = contact_sheet(PICTURES[:2], PICTURES[:2, ::2, ::2], ImageToImage(height=8, width=8))
    assert pair.width == sheet.width


def test_captions_say_the_target_in_words():
    two = Classification(classes=("cat", "dog"))
    assert caption(np.int64(1), two) == "dog"
    assert caption(np.array([0.25, 0.75], np.float32), two) == "dog 75% + cat 25%"
    assert caption(np.array([1.0, 0.0]), MultiLabel(classes=("red", "round"))) == "red"
    assert caption(np.array([0.0, 0.0]), MultiLabel(classes=("red", "round"))) == "(none)"
    prices = Regression(columns=("price",), mean=(0.0,), std=(1.0,))
    assert caption(np.array([12.5]), prices) == "price 12.5"


def test_masks_take_their_own_colours_and_white_where_left_out():
    target = Segmentation(classes=("a", "b"), colors=((1, 2, 3), (4, 5, 6)))
    picture = mask_picture(np.array([[0, 1, 255]], np.uint8), target)
    assert np.asarray(picture).tolist() == [[[1, 2, 3], [4, 5, 6], [255, 255, 255]]]


def test_sheets_show_augmentation_of_the_recipe(prepared_digits, tmp_path):
    recipe = Recipe.from_dict({"augmentation": [{"name": "RandomHorizontalFlip", "p": 1.0}]})
    written = write_sheets(prepared_digits, tmp_path, count=6, recipe=recipe)
    plain, flipped = (np.asarray(Image.open(written[n])) for n in ("samples", "augmented"))
    np.testing.assert_array_equal(plain[6:102, 6:102], flipped[6:102, 6:102][:, ::-1])


def test_charts_are_those_that_the_data_has_something_for(prepared_digits, tmp_path):
    assert [*write_charts(prepared_digits, tmp_path, [(8, 8), (640, 480)])] == ["classes", "sizes"]
    x = np.random.default_rng(0).normal(size=100)
    table = numbers({"x": x, "colour": np.array(["red", "blue"] * 50)}, x)
    assert [*write_charts(table, tmp_path / "table")] == ["targets", "columns"]
    assert [*write_charts(classes({"x": x}, x > 0), tmp_path / "classes")] == ["classes", "columns"]
    assert Image.open(tmp_path / "table" / "targets.png").size[0] > 200


def test_measures_are_of_the_training_side(prepared_digits):
    found = measures(prepared_digits)
    mean = np.asarray(prepared_digits.train.inputs[:]).mean() / 255
    assert found["mean"] == f"{mean:.4f}  (of 0 to 1, training samples)"
    assert sizes_of(prepared_digits) == [(8, 8)] * 1797
