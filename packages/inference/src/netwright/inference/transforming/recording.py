"""What a changed model file says of the change."""

from __future__ import annotations

from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from netwright.inference.transforming.trial import Trial
from netwright.inference.transforming.trial_data import TrialData
from netwright.interfaces.documents.model import METADATA_KEY, Model
from netwright.interfaces.documents.transformation import Form, Transformation

if TYPE_CHECKING:
    import onnx

_VALIDATION = "val_"


def write_model(graph: onnx.ModelProto, model: Model, path: Path) -> Path:
    """Write the graph with a document inside, which says in which versions of ONNX it is."""
    from onnx import helper

    opset = next(entry.version for entry in graph.opset_import if entry.domain == "")
    model = model.model_copy(update={"opset": opset, "ir_version": graph.ir_version})
    helper.set_model_props(graph, {METADATA_KEY: model.to_json()})
    path.write_bytes(graph.SerializeToString())
    return path


def transformation_of(to: Form, calibrated: int, trial: Trial, tolerance: float) -> Transformation:
    """What was done, with the versions that did it; `calibrated` is on how many samples."""
    import onnx
    import onnxruntime

    return Transformation(
        to=to,
        created=datetime.now(timezone.utc).isoformat(timespec="seconds"),
        versions={
            "netwright-inference": version("netwright-inference"),
            "onnx": onnx.__version__,
            "onnxruntime": onnxruntime.__version__,
        },
        calibration_samples=calibrated,
        difference=trial.difference,
        change=trial.change,
        tolerance=tolerance,
    )


def document_after(model: Model, step: Transformation, trial: Trial, samples: TrialData) -> Model:
    """The document of the changed model; without labels its metrics are those that it had."""
    prefix = _VALIDATION if samples.held_out else ""
    measured = {f"{prefix}{name}": value for name, value in trial.after.items()}
    return model.model_copy(
        update={
            "metrics": measured or model.metrics,
            "transformations": (*model.transformations, step),
        }
    )
