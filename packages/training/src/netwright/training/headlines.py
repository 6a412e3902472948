"""The metrics that are told in one line: the first two after the loss, in words."""

from __future__ import annotations

from collections.abc import Mapping

from netwright.interfaces.documents import Dataset, Model
from netwright.interfaces.metrics.words import in_words, written

_INPUTS = {"image": "IMAGE", "table": "TABLE.csv", "array": "ARRAYS.npz", "text": "TEXT.txt"}
_PREFIX = "val_"
_MOST = 2


def headlines(metrics: Mapping[str, float]) -> dict[str, float]:
    """The most telling validation metrics, without ``val_``, most telling first."""
    names = (name for name in metrics if name.startswith(_PREFIX) and name != "val_loss")
    found = {name.removeprefix(_PREFIX): metrics[name] for name in names}
    return dict(list(found.items())[:_MOST])


def sentence(metrics: Mapping[str, float]) -> str:
    """How good a model is, such as ``98.33% of the validation samples right``."""
    found = headlines(metrics)
    if next(iter(found), "") == "accuracy":
        return f"{found['accuracy']:.2%} of the validation samples right"
    told = (f"{in_words(name)} {written(name, value)}" for name, value in found.items())
    return f"{', '.join(told)} on the validation samples"


def example_input(document: Dataset | Model) -> str:
    """What to write after ``netwright predict MODEL``."""
    return _INPUTS[document.preprocessing.kind]
