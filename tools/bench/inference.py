"""What `Predictor` adds to a bare onnxruntime session, and what `netwright predict` takes cold."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
from PIL import Image

from bench.data import detailed, large_jpegs
from bench.harness import Bar, Measurement, command
from bench.middling_model import write_middling_model
from bench.startup import IMAGE, MODEL
from netwright.inference import Predictor

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TURNS = 21
_SECONDS_A_TURN = 0.02
_THREADS = 1

Work = Callable[[], object]


def measurements(folder: Path) -> list[Measurement]:
    """Ratios to a bare session, and commands in new processes."""
    middling = write_middling_model(folder / "middling.onnx")
    return [
        *_on_arrays("8x8", MODEL),
        *_on_arrays("224x224", middling),
        *_on_files(folder, middling),
        *_cold(),
    ]


def _on_arrays(name: str, model: Path) -> Iterator[Measurement]:
    predictor, bare = Predictor(model, threads=_THREADS), _bare_session(model)
    height, width, channels = predictor.model.preprocessing.raw_shape
    size = predictor.batch_size
    images = np.random.default_rng(0).integers(0, 256, (size, height, width, channels), np.uint8)
    bar = (Bar(1.05),)
    single = ratio(lambda: predictor(images[0]), lambda: bare(images[0][np.newaxis]))
    batch = ratio(lambda: list(predictor.predict(images)), lambda: bare(images))
    yield Measurement(f"arrays {name}, one: to a bare session", single, bar, unit="x")
    yield Measurement(f"arrays {name}, {size}: to a bare session", batch, bar, unit="x")


def _on_files(folder: Path, model: Path) -> Iterator[Measurement]:
    """Beside decoding as training does, then a bare session for each batch."""
    predictor, bare = Predictor(model, threads=_THREADS), _bare_session(model)
    height, width, _ = predictor.model.preprocessing.raw_shape

    def decoded(path: Path) -> NDArray[np.uint8]:
        with Image.open(path) as image:
            image.draft("RGB", (width * 4 // 3, height * 4 // 3))
            return np.asarray(image.resize((width, height), Image.Resampling.BILINEAR))

    def by_hand(paths: list[Path], size: int) -> None:
        for start in range(0, len(paths), size):
            bare(np.stack([decoded(path) for path in paths[start : start + size]]))

    for name, pixels in (("256x256", (256, 256)), ("1600x1200", (1600, 1200))):
        root = large_jpegs(folder / f"jpegs-{name}", detailed, pixels, 90, 8)
        paths = sorted(root.rglob("*.jpg"))
        measure = ratio(
            lambda paths=paths: list(predictor.predict(paths)),  # type: ignore[misc]
            lambda paths=paths: by_hand(paths, predictor.batch_size),  # type: ignore[misc]
        )
        title = f"JPEGs {name}: to decoding and a bare session"
        yield Measurement(title, measure, (Bar(1.1),), unit="x")


def _cold() -> Iterator[Measurement]:
    torch, predict = "import torch, torchvision", "netwright predict, cold"
    netwright = str(Path(sys.executable).with_name("netwright"))
    importing = command(sys.executable, "-c", "import netwright.inference")
    yield Measurement("import of the package", importing, (Bar(0.4),))
    yield Measurement(torch, command(sys.executable, "-c", torch), rounds=5)
    one_image = command(netwright, "predict", str(MODEL), str(IMAGE))
    yield Measurement(predict, one_image, (Bar(0.15, of=torch),))


def _bare_session(model: Path) -> Callable[[NDArray[np.uint8]], NDArray[np.float32]]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    (name,) = (value.name for value in session.get_inputs())
    return lambda batch: session.run(["probabilities"], {name: batch})[0]


def ratio(ours: Work, theirs: Work) -> Callable[[], float]:
    """A measure of how many times as long `ours` takes: the median of turns right after another."""

    def measure() -> float:
        times = max(1, round(_SECONDS_A_TURN / _seconds(theirs, 1)))
        turns = [(_seconds(ours, times), _seconds(theirs, times)) for _ in range(_TURNS)]
        return statistics.median(mine / other for mine, other in turns)

    return measure


def _seconds(work: Work, times: int) -> float:
    """Of this process's own time: with one thread it is what a machine without other work takes."""
    began = time.process_time()
    for _ in range(times):
        work()
    return time.process_time() - began
