"""The exported file in another language: JavaScript, on raw picture bytes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from skimage import data as photographs

from netwright.data import prepare
from netwright.inference import Predictor
from netwright.interfaces.documents import Recipe
from netwright.training import export, fit

VERSION = "1.30.0"
PACKAGES = ("onnxruntime-node", "onnxruntime-web")
"""Of compiled code, and of the WebAssembly that browsers run."""
CLIENT = Path(__file__).with_name("other_clients") / "classify.cjs"
PHOTOGRAPHS = ("astronaut", "chelsea", "coffee")


@pytest.fixture(scope="module")
def node_modules(request: pytest.FixtureRequest) -> Path:
    """A folder in which the packages are installed, kept for the next time."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("there is no node or no npm here")
    folder = Path(request.config.cache.mkdir(f"onnxruntime-{VERSION}-npm"))
    if not (folder / "done").exists():
        (folder / "package.json").write_text("{}")
        # A script would fetch CUDA's libraries; what the CPU needs is in the package.
        command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund"]
        command += [f"{package}@{VERSION}" for package in PACKAGES]
        try:
            got = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
        except subprocess.TimeoutExpired:
            pytest.skip("npm did not get onnxruntime within five minutes")
        if got.returncode:
            pytest.skip(f"npm cannot get onnxruntime: {got.stderr.strip()[-200:]}")
        (folder / "done").touch()
    return folder / "node_modules"


def pieces_of_photographs(folder: Path) -> Path:
    """Pieces of three photographs, each a class, no two of one size."""
    for name in PHOTOGRAPHS:
        photograph = Image.fromarray(getattr(photographs, name)())
        (folder / name).mkdir(parents=True)
        for number in range(15):
            left, top = 14 * number, 10 * number
            box = (left, top, left + 60 + 6 * number, top + 120 - 4 * number)
            photograph.crop(box).save(folder / name / f"{number:02}.png")
    return folder


def classify_in_javascript(
    package: str, node_modules: Path, model: Path, pictures: list[np.ndarray], folder: Path
) -> list[list[float]]:
    """The probabilities that a program in JavaScript gets for the bytes of each picture."""
    names = []
    for number, picture in enumerate(pictures):
        (folder / f"{number}.raw").write_bytes(picture.tobytes())
        names.append({"file": str(folder / f"{number}.raw"), "shape": picture.shape})
    (folder / "pictures.json").write_text(json.dumps(names))
    node: Any = shutil.which("node")
    ran = subprocess.run(
        [node, str(CLIENT), package, str(model), str(folder / "pictures.json")],
        env={**os.environ, "NODE_PATH": str(node_modules)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.mark.parametrize("fit_of_pictures", ["stretch", "crop", "pad"])
def test_javascript_gives_the_predictors_answers_for_raw_pictures_of_any_size(
    fit_of_pictures: Any, node_modules: Path, tmp_path: Path
) -> None:
    root = pieces_of_photographs(tmp_path / "photographs")
    data = prepare(root, size=(32, 40), fit=fit_of_pictures)
    run = fit(None, data, Recipe(epochs=1, batch_size=16), runs=tmp_path / "runs", device="cpu")
    model = export(run, data=data, embed_resize=True).path
    predictor, plain = Predictor(model), Predictor(run.model)
    pictures = [np.asarray(Image.open(root / name)) for name in data.val.names]
    pictures += [photographs.rocket(), photographs.coffee().transpose(1, 0, 2).copy()]
    expected = [predictor(picture) for picture in pictures]
    for package in PACKAGES:
        got = classify_in_javascript(package, node_modules, model, pictures, tmp_path)
        for answer, probabilities in zip(expected, got, strict=True):
            np.testing.assert_allclose(probabilities, answer.probabilities, atol=1e-4)
            assert predictor.labels[int(np.argmax(probabilities))] == answer.label
    for answer, picture in zip(expected, pictures, strict=True):
        # Pillow rounds a few values otherwise than onnxruntime, by 1 of 255.
        np.testing.assert_allclose(answer.probabilities, plain(picture).probabilities, atol=0.05)
