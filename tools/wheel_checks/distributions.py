"""What is released, and what each distribution has to do when it is installed alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
MODEL = GOLDEN / "digits.onnx"
IMAGE = GOLDEN / "digit.png"


@dataclass(frozen=True)
class Call:
    """`netwright ARGUMENTS`, and what its answer has to hold."""

    arguments: tuple[str, ...]
    answer: str


@dataclass(frozen=True)
class Distribution:
    """One released project, and the use that is made of it in a clean environment."""

    name: str
    folder: Path
    # Imported by this name, before anything is called.
    module: str
    extra: str = ""
    calls: tuple[Call, ...] = ()
    # Run as a script; it fails by raising.
    code: str = ""
    # Where False, torch is kept out, and the check fails if something brought it in.
    torch: bool = False
    # What an environment with it alone may take on the disk; None for any.
    most_megabytes: int | None = None
    # Files that have to be in the wheel, as patterns.
    contents: tuple[str, ...] = ()

    @property
    def requirement(self) -> str:
        """What a user types after `pip install`."""
        return f"{self.name}[{self.extra}]" if self.extra else self.name


_PREDICT = Call(("predict", "--json", str(MODEL), str(IMAGE)), answer='"label": "7"')
_MAP_STYLE_DATASET = """
import tempfile
import numpy as np
from netwright.data import prepare, write_digits

with tempfile.TemporaryDirectory() as folder:
    train = prepare(write_digits(folder + "/digits"), cache=folder).train
    images, labels = zip(*(train[index] for index in range(len(train))))
    assert np.stack(images).shape == (1438, 8, 8, 1)
    assert sorted(set(labels)) == list(range(10))
    del train
"""
_DOCUMENTS = ("network", "dataset", "recipe", "event", "model")

DISTRIBUTIONS = (
    Distribution(
        name="netwright-interfaces",
        folder=ROOT / "packages" / "interfaces",
        module="netwright.interfaces",
        calls=(Call(("--help",), "netwright demo"), Call(("--version",), "netwright 0.")),
        contents=tuple(f"netwright/interfaces/*{name}*.json" for name in _DOCUMENTS),
    ),
    Distribution(
        name="netwright-layers",
        folder=ROOT / "packages" / "layers",
        module="netwright.layers",
        calls=(
            Call(("layers", "list"), "Conv2d"),
            Call(("layers", "show", "Conv2d"), "out_channels"),
        ),
        torch=True,
    ),
    Distribution(
        name="netwright-data",
        folder=ROOT / "packages" / "data",
        module="netwright.data",
        calls=(Call(("data", "cache", "list"), "of at most"),),
        code=_MAP_STYLE_DATASET,
        contents=("netwright/data/*digits*", "netwright/data/*ATTRIBUTION*"),
    ),
    Distribution(
        name="netwright-data",
        extra="torch",
        folder=ROOT / "packages" / "data",
        module="netwright.data.batches",
        torch=True,
    ),
    Distribution(
        name="netwright-data",
        extra="tables",
        folder=ROOT / "packages" / "data",
        module="netwright.data.arrow_columns",
    ),
    Distribution(
        name="netwright-training",
        folder=ROOT / "packages" / "training",
        module="netwright.training",
        calls=(Call(("train", "--help"), "--epochs"),),
        torch=True,
    ),
    Distribution(
        name="netwright-inference",
        folder=ROOT / "packages" / "inference",
        module="netwright.inference",
        contents=tuple(
            f"netwright/inference/serving/page/{name}"
            for name in ("index.html", "docs.html", "*.css", "*.js")
        ),
        most_megabytes=250,
        calls=(Call(("inspect", str(MODEL)), "Conv"), _PREDICT),
    ),
    Distribution(
        name="netwright",
        folder=ROOT / "packages" / "netwright",
        module="netwright.demo",
        calls=(Call(("demo", "--help"), "--"), _PREDICT),
        torch=True,
    ),
    Distribution(
        name="comfyui-netwright",
        folder=ROOT / "comfyui-nodes",
        module="netwright_nodes",
        torch=True,
    ),
)
