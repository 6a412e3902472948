"""What a network is trained on and what its exported model is given are the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from netwright.data import prepare
from netwright.inference.inputs.images import to_pixels
from netwright.interfaces.documents import ImagePreprocessing

Write = Callable[[Image.Image, Path], None]


def turned(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def sixteen_bits(picture: Image.Image, path: Path) -> None:
    grey = np.asarray(picture.convert("L")).astype(np.uint16)
    Image.fromarray(grey * 256 + 17).save(path)


FILES: dict[str, Write] = {
    "photo.jpg": lambda picture, path: picture.save(path, quality=85),
    "large.jpg": lambda picture, path: picture.resize((1300, 900)).save(path, quality=85),
    "grey.jpg": lambda picture, path: picture.convert("L").save(path),
    "cmyk.jpg": lambda picture, path: picture.convert("CMYK").save(path),
    "turned.jpg": lambda picture, path: picture.save(path, exif=turned(6)),
    "mirrored.png": lambda picture, path: picture.save(path, exif=turned(5)),
    "plain.png": lambda picture, path: picture.save(path),
    "sixteen.png": sixteen_bits,
    "palette.png": lambda picture, path: picture.quantize(32).save(path),
    "see-through.png": lambda picture, path: picture.convert("RGBA").rotate(30).save(path),
    "lossy.webp": lambda picture, path: picture.save(path, quality=60),
    "lossless.webp": lambda picture, path: picture.save(path, lossless=True, exif=turned(8)),
    "palette.gif": lambda picture, path: picture.quantize(16).save(path),
    "scan.tif": lambda picture, path: picture.convert("CMYK").save(path),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two classes, each with a file of every kind."""
    root = tmp_path_factory.mktemp("kinds")
    random = np.random.default_rng(0)
    for label in ("a", "b"):
        (root / label).mkdir()
        coarse = Image.fromarray(random.integers(0, 256, (6, 9, 3), np.uint8))
        picture = coarse.resize((90, 60), Image.Resampling.BICUBIC)
        for name, write in FILES.items():
            write(picture, root / label / name)
    return root


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("fit", ["stretch", "crop", "pad"])
def test_training_and_predicting_read_the_same_bytes(
    folder: Path, tmp_path: Path, mode: str, fit: str
) -> None:
    prepared = prepare(folder, size=(40, 48), mode=mode, fit=fit, cache=tmp_path)
    reading = prepared.document.preprocessing
    assert isinstance(reading, ImagePreprocessing)
    seen = set()
    for samples in (prepared.train, prepared.val):
        for pixels, name in zip(samples.inputs[:], samples.names, strict=True):
            path = folder / name
            for source in (path, path.read_bytes()):
                np.testing.assert_array_equal(to_pixels(source, reading), pixels, name)
            seen.add(name)
    assert seen == {f"{label}/{name}" for label in "ab" for name in FILES}


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith(".jpg")])
def test_an_opened_image_reads_as_its_file(folder: Path, name: str) -> None:
    """But for JPEGs: of a file, what a small picture needs is decoded; an opened one is whole."""
    reading = ImagePreprocessing(height=40, width=48, mean=(0.5,) * 3, std=(0.5,) * 3)
    path = folder / "a" / name
    with Image.open(path) as image:
        np.testing.assert_array_equal(to_pixels(image, reading), to_pixels(path, reading))
