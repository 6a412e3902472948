"""From what the data is and what is to be learnt to a network."""

from __future__ import annotations

from netwright.interfaces.documents import (
    AnyPreprocessing,
    Dataset,
    ImagePreprocessing,
    ImageToImage,
    Network,
    Regression,
    TextPreprocessing,
)
from netwright.interfaces.errors import NetworkError
from netwright.layers.default import default_network
from netwright.layers.layer import Shape
from netwright.layers.suited.pixels import picture_autoencoder, picture_filter, small_unet
from netwright.layers.suited.rows import row_autoencoder, wide_and_deep
from netwright.layers.suited.signals import convolutions
from netwright.layers.suited.texts import reader, text_classifier


def suited_network(dataset: Dataset) -> Network:
    """A small network from the data's input to what its task needs.

    Raises:
        NetworkError: None is known: whole numbers that are no text, or masks of no pictures.
    """
    target, preprocessing = dataset.target, dataset.preprocessing
    if isinstance(preprocessing, TextPreprocessing):
        length, tokens = preprocessing.length, preprocessing.tokens
        if target.task == "next_token":
            return reader(length, tokens)
        return text_classifier(length, tokens, _outputs(dataset))
    if preprocessing.dtype != "float32" or target.task == "next_token":
        raise _unknown(dataset)
    shape = preprocessing.shape
    if target.task == "autoencoding":
        images = preprocessing.kind == "image"
        return picture_autoencoder(shape) if images else row_autoencoder(shape)
    if target.task in ("segmentation", "image_to_image"):
        if len(shape) != 3:
            raise _unknown(dataset)
        if isinstance(target, ImageToImage):
            wanted = (target.channels, target.height, target.width)
            return picture_filter(shape, wanted, _spread(preprocessing))
        return small_unet(shape, _outputs(dataset))
    return _of_numbers(shape, _outputs(dataset))


def _of_numbers(shape: Shape, outputs: int) -> Network:
    if len(shape) == 3:
        return default_network(shape, outputs)
    return convolutions(shape, outputs) if len(shape) in (2, 4) else wide_and_deep(shape, outputs)


def _spread(preprocessing: AnyPreprocessing) -> float:
    """The deviation that pictures were divided by; 1 where it is not known."""
    if not isinstance(preprocessing, ImagePreprocessing):
        return 1.0
    return sum(preprocessing.std) / len(preprocessing.std)


def _outputs(dataset: Dataset) -> int:
    """How many numbers the task asks for, of a sample or of each of its pixels."""
    if isinstance(dataset.target, Regression):
        return len(dataset.target.columns)
    if not dataset.classes:
        raise _unknown(dataset)
    return len(dataset.classes)


def _unknown(dataset: Dataset) -> NetworkError:
    preprocessing = dataset.preprocessing
    return NetworkError(
        f"no network is known for {dataset.task.replace('_', ' ')} of {preprocessing.kind} data "
        f"{list(preprocessing.shape)} {preprocessing.dtype}.",
        fix="name a network of your own: --network FILE.",
    )
