"""What a network must give for a data set: the shape, and why it is that one."""

from __future__ import annotations

from netwright.interfaces.documents import (
    Dataset,
    ImageToImage,
    Recipe,
    Regression,
    Segmentation,
    TextPreprocessing,
)
from netwright.interfaces.documents.losses import BCEWithLogitsLoss
from netwright.interfaces.errors import UsageError

Shape = tuple[int, ...]


def output_shape(dataset: Dataset) -> Shape:
    """The shape without the batch axis, as in the table of `netwright.interfaces`' targets.

    Raises:
        UsageError: The task cannot be done on data of this kind.
    """
    _check_kind(dataset)
    target, preprocessing = dataset.target, dataset.preprocessing
    if isinstance(target, Regression):
        return (len(target.columns),)
    if isinstance(target, Segmentation):
        return len(target.classes), *preprocessing.shape[-2:]
    if isinstance(target, ImageToImage):
        return target.channels, target.height, target.width
    if target.task == "autoencoding":
        return preprocessing.shape
    if isinstance(preprocessing, TextPreprocessing) and target.task == "next_token":
        return preprocessing.length, preprocessing.tokens
    return (len(dataset.classes),)


def output_width(dataset: Dataset) -> int:
    """How many features or channels the last layer gives."""
    shape = output_shape(dataset)
    return shape[-1] if dataset.task == "next_token" or len(shape) == 1 else shape[0]


def allowed_shapes(dataset: Dataset, recipe: Recipe) -> tuple[Shape, ...]:
    """The shapes that may come: one logit does for two classes under binary cross-entropy."""
    shape = output_shape(dataset)
    one_logit = dataset.task == "classification" and isinstance(recipe.loss, BCEWithLogitsLoss)
    return (shape, (1,)) if one_logit else (shape,)


def reason(dataset: Dataset) -> str:
    """Why that shape: what the data has."""
    shape, name = output_shape(dataset), repr(dataset.name)
    if dataset.task == "segmentation":
        return f"{name} has {shape[0]} classes and masks of {shape[2]} x {shape[1]}"
    if dataset.task == "next_token":
        return f"{name} has {shape[1]} tokens in texts of {shape[0]}"
    if dataset.task in ("image_to_image", "autoencoding"):
        what = "target pictures" if dataset.task == "image_to_image" else "inputs"
        return f"the {what} of {name} are {list(shape)}"
    words = {"classification": "classes", "multi_label": "labels", "regression": "target columns"}
    return f"{name} has {shape[0]} {words[dataset.task]}"


def _check_kind(dataset: Dataset) -> None:
    kind, dtype = dataset.preprocessing.kind, dataset.preprocessing.dtype
    pixels = len(dataset.preprocessing.shape) == 3
    possible = {
        "segmentation": pixels,
        "image_to_image": pixels,
        "autoencoding": dtype == "float32",
        "next_token": kind == "text",
    }
    if not possible.get(dataset.task, True):
        needs = {
            "segmentation": "pictures",
            "image_to_image": "pictures",
            "autoencoding": "numbers or pictures",
            "next_token": "texts",
        }
        raise UsageError(
            f"{dataset.task.replace('_', ' ')} is done on {needs[dataset.task]}, but "
            f"{dataset.name!r} holds {kind} data of {list(dataset.preprocessing.shape)} {dtype}.",
            fix="choose another task for this data.",
        )
