"""A network that does not fit the task is refused with what to change; one of the library fits."""

from __future__ import annotations

import pytest
from real_data import TASKS, coins, diabetes, digits_again, prose, wine_labels

from netwright.data import Prepared
from netwright.interfaces.documents import (
    ArrayPreprocessing,
    Autoencoding,
    Dataset,
    Network,
    Recipe,
    Segmentation,
)
from netwright.interfaces.errors import NetwrightError, ShapeError, UsageError
from netwright.layers import builder
from netwright.layers.library import library_network
from netwright.training.adaptation import adapted
from netwright.training.fitness import fitting_network


def _fits(network: Network, dataset: Dataset) -> Network:
    return fitting_network(network, dataset, Recipe()).network


def _refusal(network: Network, data: Prepared) -> tuple[str, str]:
    with pytest.raises(ShapeError) as caught:
        _fits(network, data.document)
    return caught.value.message, caught.value.fix


def _dense(data: Prepared, outputs: int) -> Network:
    row = builder.input("row", data.document.preprocessing.shape)
    return builder.network(y=builder.linear(row, outputs, name="head"))


def test_the_wrong_number_of_labels_or_columns_is_told() -> None:
    assert _refusal(_dense(wine_labels(), 4), wine_labels()) == (
        "the output 'y' gives [4], but 'wine' has 3 labels, so [3] is needed.",
        "set out_features=3 on 'head'.",
    )
    assert _refusal(_dense(diabetes(), 2), diabetes()) == (
        "the output 'y' gives [2], but 'diabetes' has 1 target columns, so [1] is needed.",
        "set out_features=1 on 'head'.",
    )


def test_masks_of_another_size_or_number_are_told() -> None:
    image = builder.input("image", (1, 50, 50))
    head = builder.conv2d(image, 3, kernel_size=1, name="head")
    assert _refusal(builder.network(y=head), coins()) == (
        (
            "the output 'y' gives [3,50,50], but 'coins' has 2 classes and masks of 50 x 50, "
            "so [2,50,50] is needed."
        ),
        "set out_channels=2 on 'head'.",
    )
    small = builder.conv2d(image, 2, kernel_size=3, name="head")
    _, fix = _refusal(builder.network(y=small), coins())
    assert fix == (
        "put Upsample(size=[50, 50]) before the last layer and end with "
        "Conv2d(out_channels=2, kernel_size=1)."
    )


def test_a_picture_that_does_not_come_back_whole_is_told() -> None:
    image = builder.input("image", (1, 8, 8))
    narrow = builder.linear(builder.flatten(image), 16, name="code_1")
    message, fix = _refusal(builder.network(y=narrow), digits_again())
    assert message == (
        "the output 'y' gives [16], but the inputs of 'digits' are [1, 8, 8], so [1,8,8] is needed."
    )
    assert fix == "end the network with Conv2d(out_channels=1, kernel_size=1)."


def test_the_wrong_number_of_tokens_is_told() -> None:
    text = builder.input("tokens", (40,), "int64")
    x = builder.embedding(text, num_embeddings=100, embedding_dim=8)
    data = prose()
    tokens = data.document.preprocessing.tokens
    assert _refusal(builder.network(y=builder.linear(x, 10, name="head")), data) == (
        (
            f"the output 'y' gives [40,10], but 'prose' has {tokens} tokens in texts of 40, "
            f"so [40,{tokens}] is needed."
        ),
        f"set out_features={tokens} on 'head'.",
    )


def test_an_input_of_another_kind_is_told() -> None:
    numbers = builder.input("row", (40,))
    network = builder.network(y=builder.linear(numbers, 3))
    assert _refusal(network, prose()) == (
        "the input 'row' takes float32, but the data is int64.",
        'set the input\'s dtype to "int64".',
    )
    assert _refusal(network, wine_labels()) == (
        "the input 'row' has the shape [40], but the data's rows are [10] once encoded.",
        "set the input's shape to [10].",
    )


@pytest.mark.parametrize(
    ("task", "name"),
    [
        ("iris", "mlp"),
        ("wine_labels", "mlp"),
        ("diabetes", "mlp"),
        ("cells_again", "mlp"),
        ("prose", "char-lstm"),
        ("noisy_photographs", "u-net"),
    ],
)
def test_a_network_of_the_library_is_made_to_fit(task: str, name: str) -> None:
    dataset = TASKS[task]().document
    _fits(adapted(library_network(name), dataset), dataset)


def test_a_u_net_is_made_to_fit_masks() -> None:
    data = coins().document
    size = data.preprocessing.model_copy(update={"height": 64, "width": 48})
    dataset = data.model_copy(update={"preprocessing": size})
    _fits(adapted(library_network("u-net"), dataset), dataset)


@pytest.mark.parametrize(
    ("target", "dtype", "message"),
    [
        (
            Segmentation(classes=("a", "b")),
            "float32",
            "segmentation is done on pictures, but 'x' holds array data of [4] float32.",
        ),
        (
            Autoencoding(),
            "int64",
            "autoencoding is done on numbers or pictures, but 'x' holds array data of [4] int64.",
        ),
    ],
)
def test_a_task_that_the_data_cannot_have_is_refused(target, dtype: str, message: str) -> None:
    preprocessing = ArrayPreprocessing(shape=(4,), dtype=dtype)
    dataset = coins().document.model_copy(
        update={"name": "x", "target": target, "preprocessing": preprocessing}
    )
    row = builder.input("row", (4,), dtype)
    network = builder.network(y=builder.flatten(builder.unsqueeze(row, dim=0)))
    with pytest.raises(UsageError) as caught:
        _fits(network, dataset)
    assert isinstance(caught.value, NetwrightError)
    assert caught.value.message == message
