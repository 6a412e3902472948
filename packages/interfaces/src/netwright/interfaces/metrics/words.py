"""Metrics as a person reads them."""

from __future__ import annotations

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


def written(name: str, value: float) -> str:
    """A metric's value."""
    if name in _SHARES:
        return f"{value:.2%}"
    return f"{value:.2f} dB" if name == "psnr" else f"{value:.4g}"


def in_words(name: str) -> str:
    """What a metric is called."""
    return _WORDS.get(name, name.replace("_", " "))
