"""What the change of a model costs."""

from __future__ import annotations

from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.transformation import AnswerDifference, MetricChange

_DECIDING = {
    "classification": "accuracy",
    "multi_label": "average_precision",
    "regression": "r2",
    "segmentation": "iou",
    "image_to_image": "psnr",
    "next_token": "loss",
}
_IN_SHARES_OF_ITSELF = frozenset({"loss", "psnr"})
"""What has no natural scale; of the others, 1 is perfect."""


def deciding_metric(model: Model) -> str:
    """The metric by which the model is judged, as training does."""
    if model.task == "autoencoding":
        return "psnr" if model.preprocessing.kind == "image" else "r2"
    return _DECIDING[model.task]


def cost_of(difference: AnswerDifference, change: MetricChange | None) -> float:
    """What the change of a model costs, to be held against a tolerance; below 0 it is a gain.

    With labels it is how much worse the metric is: accuracy, average precision, IoU and R2 as they
    are, PSNR and loss as a share of what they were. Without, the share of samples, pixels, tokens
    or labels that are now said to be something else; of numbers and pictures, by how much they
    differ on average, in deviations of the training samples or on a scale from 0 to 1.
    """
    if change is None:
        agreement = difference.agreement
        return difference.mean_abs_difference if agreement is None else 1 - agreement
    cost = change.before - change.after
    if change.metric == "loss":
        cost = -cost
    if change.metric in _IN_SHARES_OF_ITSELF:
        cost /= abs(change.before) or 1.0
    return cost
