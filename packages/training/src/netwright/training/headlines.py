"""The metrics that are told in one line: the first two after the loss, in words."""

from __future__ import annotations

from collections.abc import Mapping

from netwright.interfaces.documents import Dataset, Model

_SHARES = {"accuracy", "top5_accuracy", "pixel_accuracy"}
_WORDS = {
    "f1": "F1",
    "iou": "mean IoU",
    "mae": "mean absolute error",
    "psnr": "PSNR",
    "r2": "R2",
    "rmse": "root mean squared error",
    "roc_auc": "ROC-AUC",
    "ssim": "SSIM",
    "top5_accuracy": "top-5 accuracy",
}
_INPUTS = {"image": "IMAGE", "table": "TABLE.csv", "array": "ARRAYS.npz", "text": "TEXT.txt"}
_PREFIX = "val_"
_MOST = 2


def headlines(metrics: Mapping[str, float]) -> dict[str, float]:
    """The most telling validation metrics, without ``val_``, most telling first."""
    names = (name for name in metrics if name.startswith(_PREFIX) and name != "val_loss")
    found = {name.removeprefix(_PREFIX): metrics[name] for name in names}
    return dict(list(found.items())[:_MOST])


def written(name: str, value: float) -> str:
    """A metric's value as a person reads it."""
    if name in _SHARES:
        return f"{value:.2%}"
    return f"{value:.2f} dB" if name == "psnr" else f"{value:.4g}"


def in_words(name: str) -> str:
    """What a metric is called."""
    return _WORDS.get(name, name.replace("_", " "))


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
