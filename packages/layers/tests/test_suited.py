"""There is a network for every task and kind of data, of any size, and it builds."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from netwright.interfaces.documents import (
    AnyPreprocessing,
    AnyTarget,
    ArrayPreprocessing,
    Autoencoding,
    Classification,
    Dataset,
    ImagePreprocessing,
    ImageToImage,
    MultiLabel,
    NextToken,
    NumberColumn,
    RandomSplit,
    Regression,
    Segmentation,
    TablePreprocessing,
    TextPreprocessing,
    UnlabelledImages,
)
from netwright.interfaces.errors import NetworkError
from netwright.layers import build, check, suited_network

CLASSES = Classification(classes=("a", "b", "c"))
LABELS = MultiLabel(classes=("a", "b"))
NUMBERS = Regression(columns=("x",), mean=(0,), std=(1,))
MASKS = Segmentation(classes=("a", "b", "c", "d"))
ROW = TablePreprocessing(columns=(NumberColumn(name="n", fill=0, mean=0, std=1),) * 5)
TEXT = TextPreprocessing(unit="byte", length=12)


def picture(height: int, width: int, mode: Any = "RGB") -> ImagePreprocessing:
    channels = len(mode)
    return ImagePreprocessing(
        mode=mode, height=height, width=width, mean=(0,) * channels, std=(1,) * channels
    )


def array(*shape: int, dtype: Any = "float32") -> ArrayPreprocessing:
    return ArrayPreprocessing(shape=shape, dtype=dtype)


def dataset(target: AnyTarget, preprocessing: AnyPreprocessing) -> Dataset:
    return Dataset(
        name="data",
        source=UnlabelledImages(path="x"),
        target=target,
        split=RandomSplit(),
        preprocessing=preprocessing,
    )


@pytest.mark.parametrize(
    ("target", "preprocessing", "shape"),
    [
        (CLASSES, ROW, (3,)),
        (LABELS, ROW, (2,)),
        (NUMBERS, ROW, (1,)),
        (Autoencoding(), ROW, (5,)),
        (CLASSES, picture(30, 17), (3,)),
        (NUMBERS, picture(8, 8, "L"), (1,)),
        (MASKS, picture(64, 48), (4, 64, 48)),
        (MASKS, picture(37, 53, "L"), (4, 37, 53)),
        (MASKS, picture(3, 2), (4, 3, 2)),
        (MASKS, array(5, 20, 21), (4, 20, 21)),
        (ImageToImage(height=20, width=21), picture(20, 21), (3, 20, 21)),
        (ImageToImage(height=40, width=42), picture(20, 21), (3, 40, 42)),
        (ImageToImage(height=30, width=50), picture(20, 21), (3, 30, 50)),
        (ImageToImage(height=10, width=10), picture(20, 21), (3, 10, 10)),
        (ImageToImage(height=20, width=21), picture(20, 21, "L"), (3, 20, 21)),
        (ImageToImage(height=9, width=9, mode="L"), picture(3, 3), (1, 9, 9)),
        (Autoencoding(), picture(8, 8, "L"), (1, 8, 8)),
        (Autoencoding(), picture(45, 131), (3, 45, 131)),
        (Autoencoding(), picture(1, 3), (3, 1, 3)),
        (Autoencoding(), array(3, 4), (3, 4)),
        (CLASSES, array(7), (3,)),
        (CLASSES, array(2, 100), (3,)),
        (CLASSES, array(2, 3), (3,)),
        (LABELS, array(4, 16, 16), (2,)),
        (CLASSES, array(1, 9, 10, 11), (3,)),
        (CLASSES, array(1, 2, 3, 2, 2), (3,)),
        (CLASSES, TEXT, (3,)),
        (NUMBERS, TEXT, (1,)),
        (NextToken(), TEXT, (12, 257)),
    ],
)
def test_it_gives_what_the_task_needs(
    target: AnyTarget, preprocessing: AnyPreprocessing, shape: tuple[int, ...]
) -> None:
    network = suited_network(dataset(target, preprocessing))
    ((_, given),) = check(network).outputs.items()
    assert given.shape == shape
    module = build(check(network)).eval()
    inputs = torch.zeros((2, *preprocessing.shape), dtype=getattr(torch, preprocessing.dtype))
    (output,) = module(inputs).values()
    assert output.shape == (2, *shape)


def test_a_filter_begins_near_leaving_the_picture_as_it_is() -> None:
    target = ImageToImage(height=16, width=16)
    module = build(check(suited_network(dataset(target, picture(16, 16))))).eval()
    pictures = torch.rand(4, 3, 16, 16)
    (output,) = module(pictures).values()
    assert (output - pictures).abs().mean() < 0.1


def test_a_reader_cannot_see_what_it_foretells() -> None:
    module = build(check(suited_network(dataset(NextToken(), TEXT)))).eval()
    tokens = torch.randint(1, 257, (2, 12))
    (before,) = module(tokens).values()
    tokens[:, 6:] = 5
    (after,) = module(tokens).values()
    assert torch.equal(before[:, :6], after[:, :6])


@pytest.mark.parametrize(
    ("target", "preprocessing", "said"),
    [
        (CLASSES, array(4, dtype="int64"), "classification of array data [4] int64"),
        (MASKS, array(4, 4), "segmentation of array data [4, 4] float32"),
        (Autoencoding(), TEXT, "autoencoding of text data [12] int64"),
        (NextToken(), ROW, "next token of table data [5] float32"),
    ],
)
def test_where_none_is_known_it_says_so(
    target: AnyTarget, preprocessing: AnyPreprocessing, said: str
) -> None:
    with pytest.raises(NetworkError) as caught:
        suited_network(dataset(target, preprocessing))
    assert caught.value.message == f"no network is known for {said}."
    assert caught.value.fix == "name a network of your own: --network FILE."
