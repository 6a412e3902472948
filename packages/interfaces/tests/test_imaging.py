"""Reading an image is one function, whatever the file is like, and the same for every caller."""

from __future__ import annotations

import io
import math
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps, features

from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import read_image, upright_size

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def reading(height: int, width: int, mode: str = "RGB", fit: str = "stretch") -> ImagePreprocessing:
    channels = len(mode)
    return ImagePreprocessing(
        height=height, width=width, mode=mode, fit=fit, mean=(0.5,) * channels, std=(1,) * channels
    )


def encoded(image: Image.Image, format: str = "PNG", **options) -> bytes:
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def corners() -> Image.Image:
    """24 by 16 pixels, with four quarters of one colour each."""
    image = Image.new("RGB", (24, 16), WHITE)
    for colour, box in ((RED, (0, 0)), (GREEN, (12, 0)), (BLUE, (0, 8))):
        image.paste(colour, (*box, box[0] + 12, box[1] + 8))
    return image


def photograph(width: int, height: int) -> Image.Image:
    """A real photograph (scikit-learn's china.jpg), enlarged."""
    datasets = pytest.importorskip("sklearn.datasets")
    pixels = datasets.load_sample_image("china.jpg")
    return Image.fromarray(pixels).resize((width, height), Image.Resampling.LANCZOS)


def test_pixels_are_uint8_height_width_channels_of_ones_own():
    image = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)
    pixels = read_image(encoded(Image.fromarray(image)), reading(4, 6))
    np.testing.assert_array_equal(pixels, image)
    assert pixels.dtype == np.uint8
    assert pixels.flags.writeable
    assert read_image(Image.fromarray(image), reading(4, 6, "L")).shape == (4, 6, 1)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_is_turned_upright(format, orientation):
    # What was upright is stored turned by the inverse, so that reading must undo it.
    turned_by = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    upright = corners()
    stored = upright.transpose(turned_by[orientation]) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    lossless = {"WEBP": {"lossless": True}, "JPEG": {"quality": 100, "subsampling": 0}}.get(
        format, {}
    )
    content = encoded(stored, format, exif=exif, **lossless)
    pixels = read_image(content, reading(16, 24))
    assert np.abs(pixels.astype(int) - np.asarray(upright)).max() <= (8 if format == "JPEG" else 0)
    with Image.open(io.BytesIO(content)) as image:
        assert upright_size(image) == (24, 16)
        np.testing.assert_array_equal(pixels, np.asarray(ImageOps.exif_transpose(image)))


@pytest.mark.filterwarnings("ignore")  # Pillow says what is broken.
def test_broken_exif_does_not_spoil_sound_pixels():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "maker"
    sound = encoded(corners(), "JPEG", quality=100, exif=exif)
    start = sound.index(b"Exif\0\0") + 6
    for position in range(start, sound.index(b"maker")):
        broken = bytearray(sound)
        broken[position] = 0xFF
        pixels = read_image(bytes(broken), reading(16, 24))
        assert pixels.shape == (16, 24, 3)


@pytest.mark.parametrize("format", ["JPEG", "MPO"])
@pytest.mark.parametrize("fit", ["stretch", "crop", "pad"])
def test_a_large_jpeg_is_decoded_at_reduced_scale_with_hardly_a_difference(format, fit):
    content = encoded(photograph(2560, 1708), format, quality=92)
    with Image.open(io.BytesIO(content)) as image:
        whole = image.convert("RGB")
    wanted = reading(96, 128, fit=fit)
    reduced = read_image(content, wanted).astype(int)
    assert np.abs(reduced - read_image(whole, wanted)).mean() <= 2
    with Image.open(io.BytesIO(content)) as image:
        image.draft(None, (256, 192))
        assert image.size[0] < 2560, "nothing was reduced, so that this test says nothing"


def close_up(name: str, width: int, height: int) -> Image.Image:
    """A real picture of nothing but detail (scikit-image's), side by side with itself."""
    pixels = getattr(pytest.importorskip("skimage.data"), name)()
    tiled = np.tile(pixels, (height // len(pixels) + 1, width // len(pixels) + 1))
    return Image.fromarray(tiled[:height, :width]).convert("RGB")


def difference_from_full_decoding(content: bytes, wanted: ImagePreprocessing) -> float:
    with Image.open(io.BytesIO(content)) as image:
        upright = ImageOps.exif_transpose(image.convert("RGB"))
    return np.abs(read_image(content, wanted).astype(int) - read_image(upright, wanted)).mean()


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("scale", [2, 4, 8])
@pytest.mark.parametrize("least", ["both sides", "width", "height"])
@pytest.mark.parametrize("name", ["photograph", "grass", "gravel", "brick"])
def test_the_least_reduction_is_still_hardly_a_difference(name, least, scale, mode):
    side, area = (1.5, 2.76) if scale == 8 else (1.3, 2.39)
    side = area**0.5 if least == "both sides" else side
    sides = (math.ceil(128 * side) * scale, math.ceil(128 * area / side) * scale)
    size = sides if least == "width" else sides[::-1]
    image = photograph(*size) if name == "photograph" else close_up(name, *size)
    content = encoded(image, "JPEG", quality=92)
    assert 0 < difference_from_full_decoding(content, reading(128, 128, mode)) <= 2


@pytest.mark.parametrize("fit", ["stretch", "crop", "pad"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_sides_that_no_scale_divides_do_not_shift_a_reduced_picture(orientation, fit):
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = encoded(photograph(1601, 1345), "JPEG", quality=92, exif=exif)
    # Of 8 by 8 pixels the last ones are 7/8 empty, which would be half a pixel's shift.
    assert 0 < difference_from_full_decoding(content, reading(112, 112, fit=fit)) <= 1.2


@pytest.mark.parametrize("fit", ["stretch", "crop", "pad"])
def test_no_size_is_refused(fit):
    for width, height in [(1, 1), (1, 900), (643, 7), (997, 991), (1279, 853)]:
        content = encoded(Image.new("RGB", (width, height), RED), "JPEG")
        for wanted in (reading(37, 53, fit=fit), reading(224, 224, fit=fit)):
            assert read_image(content, wanted).shape == wanted.raw_shape


def test_a_large_turned_jpeg_is_reduced_by_its_upright_sides():
    exif = Image.Exif()
    exif[0x0112] = 6
    upright = photograph(1024, 2048)
    content = encoded(upright.transpose(Image.Transpose.ROTATE_90), "JPEG", quality=95, exif=exif)
    wanted = reading(256, 128)
    assert np.abs(read_image(content, wanted).astype(int) - read_image(upright, wanted)).mean() <= 2


def test_cmyk_becomes_the_colours_that_it_shows():
    image = Image.new("CMYK", (8, 8), (0, 255, 255, 0))
    for content in (encoded(image, "TIFF"), encoded(image, "JPEG", quality=100)):
        assert np.abs(read_image(content, reading(8, 8))[4, 4].astype(int) - RED).max() <= 3


@pytest.mark.parametrize("format", ["PNG", "TIFF"])
def test_16_bits_keep_their_eight_highest(format):
    levels = np.array([[0, 255, 256, 32768], [40000, 65279, 65280, 65535]], np.uint16)
    pixels = read_image(encoded(Image.fromarray(levels), format), reading(2, 4, "L"))
    np.testing.assert_array_equal(pixels[:, :, 0], levels >> 8)
    assert read_image(encoded(Image.fromarray(levels), format), reading(2, 4)).shape == (2, 4, 3)


def test_a_palette_becomes_its_colours():
    image = corners().quantize(4)
    assert image.mode == "P"
    np.testing.assert_array_equal(
        read_image(encoded(image), reading(16, 24)), np.asarray(image.convert("RGB"))
    )


def test_one_bit_becomes_black_and_white():
    image = Image.fromarray(np.eye(8, dtype=bool))
    pixels = read_image(encoded(image), reading(8, 8, "L"))
    np.testing.assert_array_equal(pixels[:, :, 0], np.eye(8) * 255)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA", "P"])
def test_transparency_is_laid_on_white(mode):
    image = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (4, 0, 8, 8))
    image.paste((0, 0, 0, 128), (0, 4, 4, 8))
    if mode == "P":
        image = Image.new("P", (8, 8), 0)
        image.putpalette([0, 0, 0, 0, 0, 0])
        image.paste(1, (4, 0, 8, 8))
        content = encoded(image, transparency=0)
    else:
        content = encoded(image.convert(mode)) if mode != "PA" else image.convert("RGBA")
    pixels = read_image(content, reading(8, 8))
    assert pixels[0, 0].tolist() == [255, 255, 255]
    assert pixels[0, 7].tolist() == [0, 0, 0]
    if mode in ("RGBA", "LA"):
        assert abs(int(pixels[7, 0, 0]) - 127) <= 1


def test_of_an_animation_the_first_picture_is_read():
    first, second = Image.new("RGB", (8, 8), RED), Image.new("RGB", (8, 8), BLUE)
    for format in ("GIF", "WEBP", "PNG"):
        content = encoded(first, format, save_all=True, append_images=[second])
        assert np.abs(read_image(content, reading(8, 8))[0, 0].astype(int) - RED).max() <= 3


def test_path_text_bytes_and_pil_image_give_equal_pixels(tmp_path: Path):
    path = tmp_path / "写真 ü.png"
    exif = Image.Exif()
    exif[0x0112] = 8
    photograph(90, 70).save(path, exif=exif)
    wanted = reading(32, 48, fit="crop")
    expected = read_image(path, wanted)
    with Image.open(path) as image:
        before = image.copy().tobytes()
        np.testing.assert_array_equal(read_image(image, wanted), expected)
        assert image.tobytes() == before, "the caller's image was changed"
    np.testing.assert_array_equal(read_image(str(path), wanted), expected)
    np.testing.assert_array_equal(read_image(path.read_bytes(), wanted), expected)


def test_fit_stretches_crops_or_pads():
    image = Image.new("RGB", (40, 20), WHITE)
    image.paste(RED, (0, 0, 10, 20))
    image.paste(BLUE, (30, 0, 40, 20))
    stretched, cropped, padded = (
        read_image(image, reading(20, 20, fit=fit)) for fit in ("stretch", "crop", "pad")
    )
    assert stretched[10, 1].tolist() == [*RED]
    assert stretched[10, 18].tolist() == [*BLUE]
    assert (cropped == 255).all(), "the ends of the longer side are cut off"
    assert (padded[:4] == 0).all()
    assert (padded[-4:] == 0).all()
    assert padded[10, 1].tolist() == [*RED]


def error_of(source) -> str:
    with pytest.raises(DataError) as caught:
        read_image(source, reading(8, 8))
    return caught.value.render()


def test_a_text_named_png_is_one_clear_error(tmp_path):
    path = tmp_path / "note.png"
    path.write_text("not an image")
    assert error_of(path) == (
        "DataError: expected an image, but the content is of no format that Pillow knows.\n"
        f"  file: {path}\n"
        "  fix: remove the file, or save it as PNG or JPEG."
    )


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP"])
def test_a_truncated_file_is_one_clear_error(tmp_path, format):
    path = tmp_path / f"cut.{format.lower()}"
    content = encoded(photograph(90, 70), format)
    path.write_bytes(content[: len(content) // 2])
    message = error_of(path)
    assert message.startswith("DataError: ")
    assert f"file: {path}" in message
    assert "fix: " in message
    assert error_of(content[: len(content) // 2]).count("(image in memory)") == 1


def test_a_truncated_image_that_is_open_already_is_one_clear_error():
    content = encoded(photograph(90, 70), "JPEG")
    with Image.open(io.BytesIO(content[: len(content) // 2])) as image:
        assert "the image cannot be decoded" in error_of(image)


def test_what_pillow_would_hand_to_another_program_is_no_image(tmp_path):
    """Ghostscript runs what an EPS says, and Pillow goes by the content, not by the ending."""
    path = tmp_path / "photo.png"
    path.write_bytes(
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 8 8\n%%EndComments\nshowpage\n%%EOF\n"
    )
    assert Image.open(path).format == "EPS"
    assert "of no format that Pillow knows" in error_of(path)
    assert "of no format that Pillow knows" in error_of(path.read_bytes())


FORMATS = {
    "PNG": {},
    "JPEG": {"exif": b"Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0"},
    "GIF": {},
    "BMP": {},
    "TIFF": {"compression": "tiff_lzw"},
    "WEBP": {},
    "AVIF": {},
    "PPM": {},
}


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("format", FORMATS)
def test_chance_damage_is_told_or_does_no_harm(format):
    if format == "AVIF" and not features.check("avif"):
        pytest.skip("this Pillow has no AVIF")
    content = encoded(photograph(30, 20), format, **FORMATS[format])
    outcomes = set()
    for seed in range(150):
        random = np.random.default_rng(seed)
        changed = bytearray(content)
        reach = len(content) if seed % 2 else min(len(content), 200)  # The head, or anywhere.
        for position in random.integers(0, reach, random.integers(1, 8)):
            changed[position] = random.choice([random.integers(256), 0, 127, 128, 255])
        try:
            pixels = read_image(
                bytes(changed[: random.integers(1, 2 * len(content))]), reading(8, 8)
            )
        except DataError:
            outcomes.add("told")
        else:
            assert pixels.shape == (8, 8, 3)
            outcomes.add("read")
    assert "told" in outcomes


def test_an_empty_file_a_folder_and_no_file_are_clear_errors(tmp_path):
    (tmp_path / "empty.png").write_bytes(b"")
    assert "of no format that Pillow knows" in error_of(tmp_path / "empty.png")
    assert "there is no such image" in error_of(tmp_path / "nowhere.png")
    if os.name != "nt":
        assert "expected an image, but a folder came" in error_of(tmp_path)


def test_a_decompression_bomb_is_refused_before_it_goes_off():
    content = bytearray(encoded(Image.new("1", (8, 8))))
    content[16:24] = struct.pack(">II", 20_000, 20_000)
    content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
    content = bytes(content)
    assert "decompression bomb" in error_of(content)
