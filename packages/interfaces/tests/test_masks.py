"""A mask goes the way of its picture, and a model's mask goes the way back."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from netwright.interfaces.documents import ImagePreprocessing
from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import read_image
from netwright.interfaces.masks import mask_values, read_mask, restore_mask

QUARTERS = np.repeat(np.repeat(np.array([[0, 1], [2, 3]], np.uint8), 6, 0), 8, 1)


def reading(height: int, width: int, fit: str = "stretch") -> ImagePreprocessing:
    return ImagePreprocessing(
        mode="L", height=height, width=width, fit=fit, mean=(0.5,), std=(0.5,)
    )


def encoded(image: Image.Image, format: str = "PNG", **options) -> bytes:
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def palette(indices: np.ndarray) -> Image.Image:
    image = Image.fromarray(indices, "P")
    image.putpalette([200, 0, 0, 0, 200, 0, 0, 0, 200, 9, 9, 9])
    return image


@pytest.mark.parametrize(
    "source",
    [
        encoded(palette(QUARTERS)),
        encoded(Image.fromarray(QUARTERS)),
        encoded(Image.fromarray(QUARTERS.astype(np.uint16))),
        encoded(Image.fromarray(QUARTERS.astype(np.int32)), "TIFF"),
        palette(QUARTERS),
    ],
    ids=["palette", "grey", "16 bit", "32 bit", "in memory"],
)
def test_indices_and_values_are_kept(source: bytes | Image.Image):
    np.testing.assert_array_equal(read_mask(source, reading(12, 16)), QUARTERS)


def test_black_and_white_is_0_and_1():
    mask = read_mask(encoded(Image.fromarray(QUARTERS > 1)), reading(12, 16))
    np.testing.assert_array_equal(mask, QUARTERS > 1)


def test_no_class_comes_between_two_others():
    mask = read_mask(Image.fromarray(QUARTERS * 80), reading(5, 7))
    assert set(np.unique(mask)) <= {0, 80, 160, 240}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("fit", ["stretch", "crop", "pad"])
def test_a_mask_lies_on_its_picture(fit: str, orientation: int):
    """A picture whose grey values are its classes: where they are not mixed they must agree."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = encoded(Image.fromarray(QUARTERS + 1), exif=exif)
    here = reading(20, 24, fit)
    pixels, mask = read_image(picture, here)[:, :, 0], read_mask(picture, here)
    assert mask.shape == (20, 24)
    np.testing.assert_array_equal((pixels == 0), (mask == 255))
    inside = mask[mask != 255]
    assert np.mean(inside == pixels[mask != 255]) > 0.8
    assert np.abs(inside.astype(int) - pixels[mask != 255]).max() <= 3


def test_colours_become_classes_where_they_are_named():
    colors = ((200, 0, 0), (0, 200, 0), (0, 0, 200))
    mask = read_mask(encoded(palette(QUARTERS).convert("RGB")), reading(12, 16), colors=colors)
    np.testing.assert_array_equal(mask, np.where(QUARTERS == 3, 255, QUARTERS))


def test_black_and_white_stand_for_the_classes_that_are_named():
    binary = Image.fromarray((QUARTERS % 2 * 255).astype(np.uint8))
    for content in (encoded(binary), encoded(binary.convert("RGB"))):
        here = reading(12, 16, "pad")
        mask = read_mask(content, reading(14, 16, "pad"), values=(0, 255))
        np.testing.assert_array_equal(mask[1:-1], QUARTERS % 2)
        assert (mask[[0, -1]] == 255).all(), "no part of the picture, and so no class either"
        only_white = read_mask(content, here, values=(255,))
        np.testing.assert_array_equal(only_white, np.where(QUARTERS % 2, 0, 255))
        assert mask_values(content).tolist() == [0, 255]


def test_the_values_of_a_mask_in_colour_are_its_classes():
    colors = ((200, 0, 0), (0, 200, 0), (0, 0, 200))
    content = encoded(palette(QUARTERS).convert("RGB"))
    assert mask_values(content, colors=colors).tolist() == [0, 1, 2, 255]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (encoded(Image.new("RGB", (4, 4), (200, 0, 0))), "mode RGB"),
        (encoded(Image.new("L", (4, 4)), "JPEG"), "a JPEG came"),
        (encoded(Image.fromarray(QUARTERS.astype(np.uint16) * 200)), "the value 600"),
    ],
)
def test_what_is_no_mask_is_told_with_a_fix(content: bytes, words: str, tmp_path: Path):
    path = tmp_path / "mask.png"
    path.write_bytes(content)
    with pytest.raises(DataError) as told:
        read_mask(path, reading(4, 4))
    assert words in told.value.message
    assert told.value.places == {"file": str(path)}
    assert "255 where a pixel shall not count" in told.value.fix


def test_a_mask_cut_short_is_told():
    with pytest.raises(DataError, match="cannot be decoded"):
        read_mask(encoded(Image.fromarray(QUARTERS))[:50], reading(4, 4))


@pytest.mark.parametrize("fit", ["stretch", "crop", "pad"])
@pytest.mark.parametrize("size", [(48, 36), (36, 60), (16, 12)])
def test_a_mask_of_the_model_goes_back_onto_the_picture(fit: str, size: tuple[int, int]):
    classes = np.asarray(Image.fromarray(QUARTERS).resize(size, Image.Resampling.NEAREST))
    there = read_mask(Image.fromarray(classes), reading(24, 24, fit))
    back = restore_mask(there, reading(24, 24, fit), size)
    assert back.shape == classes.shape
    assert (back == 255).any() == (fit == "crop")
    assert np.mean(back[back != 255] == classes[back != 255]) > 0.9
