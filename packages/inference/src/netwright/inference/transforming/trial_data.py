"""The samples that a changed model is calibrated on and tried on."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from netwright.inference.evaluation.batches import Labelled
from netwright.inference.evaluation.labelled import data_of, open_labelled
from netwright.inference.given_inputs import given_inputs
from netwright.inference.model_file import ModelFile
from netwright.inference.random_inputs import random_inputs
from netwright.interfaces.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.data import Samples

MOST = 256
"""Samples to calibrate on, and samples whose answers are compared."""
_RANDOM = 64
_DATASET = "dataset.json"

AnyPath = str | os.PathLike[str]


@dataclass(frozen=True, eq=False)
class TrialData:
    """Samples for one model.

    Attributes:
        name: Where they came from.
        inputs: Raw inputs [N,...] whose answers are compared; at most 256, from all over.
        labelled: Samples with what is so of them; None where nobody knows.
        held_out: Whether those are the run's own validation samples.
        calibration: Gives raw inputs [N,...] to measure ranges on, at most 256.
    """

    name: str
    inputs: NDArray[Any] = field(repr=False)
    labelled: Labelled | None = field(repr=False)
    held_out: bool
    calibration: Callable[[], NDArray[Any]] = field(repr=False)


def trial_data(
    file: ModelFile,
    data: AnyPath | None = None,
    inputs: AnyPath | None = None,
    columns: Sequence[str] = (),
) -> TrialData:
    """The samples that are asked for, or else those of the run that the model lies in.

    Without either they are random, which is too little to calibrate on.

    Args:
        file: The model.
        data: Labelled data, or a dataset document (.json).
        inputs: Data without labels, as `netwright predict` takes them.
        columns: Of a table, the columns that hold what is so.

    Raises:
        DataError, DocumentError: They cannot be read as the model reads them.
        UsageError: Both are given, or the data are of another task.
    """
    if data is not None and inputs is not None:
        raise UsageError(
            "data with labels and data without them do not go together.",
            fix="leave --inputs (inputs in Python) out.",
        )
    if inputs is not None:
        given = given_inputs(file.model, os.fspath(inputs), MOST)
        return TrialData(os.fspath(inputs), given, None, False, lambda: given)
    if data is None and not (file.path.parent / _DATASET).is_file():
        drawn = random_inputs(file.model.preprocessing, _RANDOM)
        return TrialData("random inputs", drawn, None, False, lambda: _refuse(file))
    return _labelled(file, data, columns)


def _labelled(file: ModelFile, data: AnyPath | None, columns: Sequence[str]) -> TrialData:
    path = data_of(file.path, data)

    def read(part: Literal["train"] | None = None) -> Samples:
        return open_labelled(file.model, file.path, path, target=columns, part=part).samples

    samples = read()
    # A dataset document says which samples were trained on; of other data, any will do.
    has_split = Path(path).suffix.lower() == ".json"
    return TrialData(
        name=str(path),
        inputs=_spread(samples),
        labelled=samples,
        held_out=data is None or Path(data).resolve() == (file.path.parent / _DATASET).resolve(),
        calibration=lambda: _spread(read("train") if has_split else samples),
    )


def _spread(samples: Samples) -> NDArray[Any]:
    """Inputs from all over, for samples are often sorted by class."""
    rows = np.unique(np.linspace(0, len(samples) - 1, min(MOST, len(samples))).astype(int))
    return np.asarray(samples.inputs[rows])


def _refuse(file: ModelFile) -> NDArray[Any]:
    raise UsageError(
        "int8-static needs samples like those that the model was trained on, to measure the range "
        f"of each value, but there is no {_DATASET} beside the model.",
        model=file.path,
        fix="add --data PATH (labelled) or --inputs PATH (without labels).",
    )
