"""The samples that a changed model is calibrated on and tried on."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.evaluation import Labelled
from netwright.inference.given_inputs import given_inputs
from netwright.inference.model_file import ModelFile
from netwright.inference.random_inputs import random_inputs
from netwright.interfaces.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
        calibration: Raw inputs [N,...] to measure ranges on, likewise; None where there are only
            random ones.
        labelled: Samples with what is so of them; None where nobody knows.
        held_out: Whether those are the run's own validation samples.
    """

    name: str
    inputs: NDArray[Any] = field(repr=False)
    calibration: NDArray[Any] | None = field(repr=False)
    labelled: Labelled | None = field(repr=False, default=None)
    held_out: bool = False


def trial_data(file: ModelFile, data: AnyPath | None, inputs: AnyPath | None) -> TrialData:
    """The samples that are asked for, or else those of the run that the model lies in.

    Without either they are random.

    Args:
        file: The model.
        data: Labelled data, or a dataset document (.json).
        inputs: Data without labels, as `netwright predict` takes them.

    Raises:
        DataError, DocumentError: They cannot be read as the model reads them.
        UsageError: Both are given, or the data are of another task.
    """
    if data is not None and inputs is not None:
        raise UsageError(
            "data with labels and without them do not go together.",
            fix="leave --inputs (inputs in Python) out.",
        )
    if inputs is not None:
        given = given_inputs(file.model, os.fspath(inputs), MOST)
        return TrialData(os.fspath(inputs), given, given)
    beside = file.path.parent / _DATASET
    if data is None and not beside.is_file():
        return TrialData("random inputs", random_inputs(file.model.preprocessing, _RANDOM), None)
    if data is None or Path(data).suffix.lower() == ".json":
        return _of_document(file, Path(data) if data is not None else beside)
    return _of_data(file, data)
