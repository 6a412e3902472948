"""A table that is encoded once is trained on with the same bits as one encoded at every step."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from real_data import cells_again, class_table, digits_again

from netwright.data import Prepared, Samples
from netwright.data.batches import DeviceBatches
from netwright.interfaces.documents import (
    CategoryColumn,
    NumberColumn,
    Recipe,
    TablePreprocessing,
)
from netwright.interfaces.errors import UsageError
from netwright.training import fit, session
from netwright.training.checkpoint import read_weights
from netwright.training.encoding_ahead import encode_ahead
from netwright.training.objectives import objective_for

RECIPE = Recipe(epochs=2, batch_size=16, seed=3)


def words_and_gaps() -> Prepared:
    """Iris with gaps, and with a column of words."""
    iris = class_table("iris")
    rows = np.asarray(iris.train.inputs).copy()
    rows[::7, 0] = np.nan
    rows[:, 3] = np.arange(len(rows)) % 4
    rows[rows[:, 3] == 3, 3] = np.nan
    columns = (
        *(NumberColumn(name=f"x{n}", mean=3.0, std=2.0, fill=3.0) for n in range(3)),
        CategoryColumn(name="kind", values=("a", "b", "c")),
    )
    samples = Samples(rows, iris.train.targets, iris.train.names)
    document = iris.document.model_copy(
        update={"preprocessing": TablePreprocessing(columns=columns)}
    )
    return Prepared(document, samples, samples)


def both_batches(data: Prepared, **how: object) -> list[DeviceBatches]:
    return [DeviceBatches(part, batch_size=16, **how) for part in (data.train, data.val)]


@pytest.mark.parametrize(
    "make",
    [lambda: class_table("wine"), words_and_gaps, cells_again],
    ids=["numbers", "words", "autoencoder"],
)
def test_weights_have_the_same_bits(make, tmp_path: Path, monkeypatch):
    data, encoded = make(), []

    def noted(*arguments) -> bool:
        encoded.append(encode_ahead(*arguments))
        return encoded[-1]

    monkeypatch.setattr(session, "encode_ahead", noted)
    ahead = fit(None, data, RECIPE, runs=tmp_path)
    monkeypatch.setattr(session, "encode_ahead", lambda *arguments: False)
    at_each_step = fit(None, data, RECIPE, runs=tmp_path)
    assert encoded == [True]
    expected = read_weights(at_each_step.last_checkpoint)
    for name, weights in read_weights(ahead.last_checkpoint).items():
        assert torch.equal(weights, expected[name]), name


def test_images_and_what_is_read_from_the_disk_stay_as_they_are():
    images, table = digits_again(), class_table("wine")
    assert not encode_ahead(objective_for(images.document, RECIPE), *both_batches(images))
    objective = objective_for(table.document, RECIPE)
    train, val = both_batches(table)
    (mapped, _) = both_batches(table, resident=False)
    before = objective.inputs(next(val.epoch(1)))
    assert not encode_ahead(objective, mapped, val)
    assert torch.equal(objective.inputs(next(val.epoch(1))), before)
    with pytest.raises(UsageError, match="only samples on the device"):
        mapped.encode(torch.relu)
    assert encode_ahead(objective, train, val)
    assert torch.equal(objective.inputs(next(val.epoch(1))), before)
