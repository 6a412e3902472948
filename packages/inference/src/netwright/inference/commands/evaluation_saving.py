"""Saving a model with the temperature and the thresholds that an evaluation found."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from netwright.inference.evaluation.batches import Labelled
from netwright.inference.evaluation.calibration import calibrated
from netwright.inference.evaluation.examining import Examination
from netwright.inference.evaluation.storing import check_free, store
from netwright.inference.evaluation.thresholds import Goal
from netwright.inference.model_file import read_model_file
from netwright.interfaces.documents.model import Model, thresholds_of
from netwright.interfaces.errors import UsageError

_TRIED = 32
"""Samples that the model is tried on before and after."""


class Saving:
    """What is to be saved, and where.

    Args:
        model: The model's file.
        out: Where to write to; by default beside it.
        calibrate: Whether a temperature is asked for.
        goal: What thresholds are to be best for, if they are asked for.
    """

    def __init__(
        self, model: Path, out: Path | None, *, calibrate: bool, goal: Goal | None
    ) -> None:
        self._model, self._asked_out = model, out
        self._out = out or model.with_name(f"{model.stem}.calibrated.onnx")
        self._calibrate, self._goal = calibrate, goal

    @property
    def wanted(self) -> bool:
        """Whether there is anything to be saved."""
        return self._calibrate or self._goal is not None

    def check(self, model: Model, *, force: bool) -> None:
        """Raise UsageError where the model cannot have it, or something is in the way."""
        if not self.wanted:
            if self._asked_out is not None:
                raise UsageError(
                    "there is nothing to save.", fix="add --calibrate, or --thresholds f1."
                )
            return
        check_free(self._out, force=force)
        if self._goal is not None and not thresholds_of(model.target):
            raise UsageError(
                "thresholds are for models of several labels, or of two classes; this one does "
                f"{model.task}" + (f" of {len(model.labels)} classes." if model.labels else "."),
                fix="leave --thresholds out.",
            )
        if self._calibrate and not (model.labels or model.task == "next_token"):
            raise UsageError(
                f"a model that does {model.task} gives no probabilities to calibrate.",
                fix="leave --calibrate out.",
            )

    def save(self, found: Examination, samples: Labelled) -> dict[str, str]:
        """Write the model, and say what it has now.

        Raises:
            DataError: There is no best temperature, or the thresholds' goal cannot be reached.
        """
        if not self.wanted:
            return {}
        count = len(found.names)
        calibration = thresholds = None
        if found.choices is not None:
            calibration = calibrated(found.choices.all(), count)
        if self._goal is not None and found.thresholds is not None:
            temperature = None if calibration is None else calibration.temperature
            thresholds = found.thresholds.document(self._goal, temperature)
        inputs = np.asarray(samples.inputs[slice(0, _TRIED)])
        model = store(
            read_model_file(self._model),
            self._out,
            inputs,
            calibration=calibration,
            thresholds=thresholds,
        )
        return {**_told(found, model), "model": str(self._out)}


def _told(found: Examination, model: Model) -> dict[str, str]:
    told = {}
    if found.choices is not None and model.calibration is not None and found.reliability:
        before = found.reliability.bins.expected_error()
        told["temperature"] = (
            f"{model.calibration.temperature:.4g}; the calibration error was {before:.2%} and is "
            f"{model.calibration.expected_error:.2%}, measured on the half that it was not "
            "fitted on"
        )
    return told
