"""How fast images are read beside torchvision's ImageFolder and DataLoader, in how much memory."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from sklearn.datasets import load_sample_image
from torch.utils.data import DataLoader
from torchvision.datasets import ImageFolder
from torchvision.transforms import Compose, Resize, ToTensor

from bench.harness import Bar, Measurement
from netwright.data import Prepared, prepare
from netwright.data.batches import DeviceBatches
from netwright.data.look_ahead import usable_cores

_SIZE = (224, 224)
_BATCH = 8


def measurements(folder: Path) -> list[Measurement]:
    """Passes over the same files by both, with all cores each; and the memory of ours.

    A pass is measured in seconds of all cores together, so that images a second and core compare,
    and what else the machine does counts less.
    """
    sets = [
        ("1600x1200", large_jpegs(folder / "1600", enlarged, (1600, 1200), 85, 192), 2.5),
        ("4000x3000", large_jpegs(folder / "4000", enlarged, (4000, 3000), 85, 96), 8),
        # As a camera writes them. The entropy code takes 6 ms a MB whoever decodes it, so files
        # with more bits a pixel leave less to be gained; the bars stay the same.
        ("1600x1200 noisy", large_jpegs(folder / "1600n", detailed, (1600, 1200), 90, 96), 2.5),
        ("4000x3000 noisy", large_jpegs(folder / "4000n", detailed, (4000, 3000), 92, 32), 8),
    ]
    of_sets = [each for about in sets for each in passes(folder, *about)]
    small = large_jpegs(folder / "small", detailed, (256, 256), 90, 1_000)
    return [*of_sets, *memory(folder, small)]


def passes(folder: Path, name: str, root: Path, faster: float) -> list[Measurement]:
    """Over the files of `root`: torchvision's pass, our first one, and our later ones."""
    caches = (folder / f"cache-{name}-{number}" for number in itertools.count())
    loader = torchvision_loader(root)
    prepared = prepare(root, size=_SIZE, mode="RGB", cache=next(caches))

    def first_pass() -> None:
        cache = next(caches)
        prepare(root, size=_SIZE, mode="RGB", cache=cache)
        shutil.rmtree(cache)

    theirs = f"torchvision's pass, {name}"
    return [
        Measurement(theirs, core_seconds_of(lambda: exhaust(loader)), rounds=5),
        Measurement(
            f"first pass, {name}",
            core_seconds_of(first_pass),
            (Bar(1 / faster, of=theirs),),
            rounds=5,
        ),
        Measurement(
            f"later pass, {name}",
            core_seconds_of(lambda: exhaust(as_floats(prepared)), times=20),
            (Bar(1 / 20, of=theirs),),
            rounds=5,
        ),
    ]


Shot = Callable[[np.ndarray, tuple[int, int]], Image.Image]


def large_jpegs(root: Path, shot: Shot, size: tuple[int, int], quality: int, count: int) -> Path:
    """Two photographs of that (width, height), each so often that there are `count` files."""
    shots = [shot(load_sample_image(name), size) for name in ("china.jpg", "flower.jpg")]
    for number in range(count):
        which = number % len(shots)
        path = root / ("china", "flower")[which] / f"{number}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        if number < len(shots):
            shots[which].save(path, quality=quality, subsampling=2)
        else:
            shutil.copyfile(path.with_name(f"{which}.jpg"), path)
    return root


def enlarged(pixels: np.ndarray, size: tuple[int, int]) -> Image.Image:
    """A photograph with soft detail: at a quality of 85 some 0.8 bits a pixel, as on web pages."""
    return Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS)


def detailed(pixels: np.ndarray, size: tuple[int, int]) -> Image.Image:
    """One with as much detail as a camera writes: 1.3 to 2.8 bits a pixel at 90 and 92.

    Its own finest detail is laid over it once more, at the size that it had, and a sensor's noise.
    """
    photograph = Image.fromarray(pixels)
    height, width = pixels.shape[:2]
    coarse = photograph.resize((width // 4, height // 4), Image.Resampling.BOX)
    smooth = np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC))
    detail = pixels.astype(np.int16) - smooth
    tiled = np.tile(detail, (size[1] // height + 1, size[0] // width + 1, 1))[: size[1], : size[0]]
    noise = np.random.default_rng(0).normal(0, 2, (size[1], size[0], 1)).round()
    soft = np.asarray(enlarged(pixels, size))
    return Image.fromarray(np.clip(soft + tiled // 2 + noise, 0, 255).astype(np.uint8))


def torchvision_loader(root: Path) -> DataLoader[tuple[torch.Tensor, int]]:
    """As its documentation shows, with a worker a core."""
    data = ImageFolder(str(root), Compose([Resize(_SIZE), ToTensor()]))
    return DataLoader(data, _BATCH, num_workers=usable_cores())


def as_floats(data: Prepared) -> Iterator[torch.Tensor]:
    """All samples as ToTensor gives them: float32 [B,C,H,W] of 0 to 1."""
    for samples in (data.train, data.val):
        for images, *_ in DeviceBatches(samples, batch_size=_BATCH, resident=False).epoch(1):
            yield images.permute(0, 3, 1, 2).to(torch.float32).div_(255)


def exhaust(batches: object) -> None:
    """Take all of them."""
    for _ in batches:  # type: ignore[attr-defined]
        pass


def core_seconds_of(work: Callable[[], None], times: int = 1) -> Callable[[], float]:
    """A measure of one go of `work`: the time of this process and of those that it starts.

    What is short is done several `times`, as processes' time is told in hundredths of a second;
    and torch has one thread, as in DataLoader's workers, since waiting for others counts as work.
    """

    def measure() -> float:
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            began = sum(os.times()[:4])
            for _ in range(times):
                work()
            return (sum(os.times()[:4]) - began) / times
        finally:
            torch.set_num_threads(threads)

    return measure


_PASSES = """
import sys
from pathlib import Path
import numpy as np
from netwright.data import prepare

images = prepare(sys.argv[1], size=(224, 224), mode="RGB", cache=sys.argv[2]).train.inputs
for _ in range(2):
    for rows in np.array_split(np.random.default_rng(0).permutation(len(images)), 20):
        images[rows[:64]]
assert "torch" not in sys.modules
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(status["VmHWM"].split()[0])
"""


def memory(folder: Path, thousand: Path) -> list[Measurement]:
    """The most that a process takes to prepare a data set and read it twice, of one and four."""
    if sys.platform != "linux":
        return []  # Elsewhere a process's peak is told together with that of who started it.
    four = folder / "four times"
    for path in thousand.rglob("*.jpg"):
        for copy in range(4):
            target = four / path.parent.name / f"{path.stem}-{copy}.jpg"
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target)
    bar = (Bar(310),)  # 300, and a batch of 64
    return [
        Measurement(name, megabytes_of(root, folder), bar, rounds=3, unit="MB")
        for name, root in (("memory, 1,000 images", thousand), ("memory, 4,000 images", four))
    ]


def megabytes_of(root: Path, folder: Path) -> Callable[[], float]:
    """A measure of one process that makes the cache anew and reads from it."""

    def measure() -> float:
        cache = folder / "cache-memory"
        command = [sys.executable, "-c", _PASSES, str(root), str(cache)]
        ended = subprocess.run(command, capture_output=True, text=True, check=True)
        shutil.rmtree(cache)
        return int(ended.stdout) * 1024 / 1e6

    return measure
