"""Few digits, so that a training takes a second."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from netwright.data import write_digits
from netwright.training import Run


def few_digits_in(folder: Path, every: Path) -> Path:
    """Thirty images of each digit, one folder a class, in a folder that is made."""
    write_digits(every)
    for digit in filter(Path.is_dir, every.iterdir()):
        (folder / digit.name).mkdir(parents=True)
        for file in sorted(digit.iterdir())[:30]:
            shutil.copy(file, folder / digit.name)
    return folder


def small_network(canvas: Any, dataset: Any) -> Any:
    """A convolution and a linear layer, for the data's images."""
    image = canvas.add("NetwrightImageInput", dataset=dataset)
    conv = canvas.layer("ReLU", canvas.layer("Conv2d", image, padding="same"))
    logits = canvas.layer("Linear", canvas.layer("Flatten", conv), out_features=10)
    return canvas.add("NetwrightNetwork", **{"inputs.input_0": logits})


def the_run(outcome: Any, train: Any) -> Run:
    """The run that a node shows."""
    return Run.open(outcome.text(train.node).splitlines()[0].removeprefix("run: "))
