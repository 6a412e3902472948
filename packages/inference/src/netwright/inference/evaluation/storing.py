"""A calibration and thresholds kept in a model file, where every client gets them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.evaluation.batches import temperature_of
from netwright.inference.evaluation.meters.scores import log_softmax
from netwright.inference.model_file import ModelFile, broken
from netwright.inference.session import open_session
from netwright.interfaces.documents.model import METADATA_KEY, Calibration, Model, Thresholds
from netwright.interfaces.errors import ModelError, ParityError, UsageError
from netwright.interfaces.files import write_atomic

if TYPE_CHECKING:
    import onnx
    from numpy.typing import NDArray

_TOLERANCE = 1e-5
_TEMPERATURE = "netwright.temperature"
_SHARPENED = "netwright.logits_over_temperature"


def store(
    file: ModelFile,
    out: Path,
    inputs: NDArray[Any],
    *,
    calibration: Calibration | None = None,
    thresholds: Thresholds | None = None,
) -> Model:
    """Write a model file anew with what was found; what is None stays as it is in the model.

    A temperature is put into the graph: its probabilities become those of its logits divided by
    it. Its logits stay as they are. Thresholds that the model has already move with it, so that
    the same labels are said.

    Args:
        file: The model as it is.
        out: Where to write to, whole or not at all.
        inputs: Some samples as they are read, [N,...], that both models are tried on.
        calibration: What was fitted.
        thresholds: What was chosen, for its probabilities as they will be.

    Returns:
        What the new file says about itself.

    Raises:
        ModelError: The graph has no logits, or cannot be parsed.
        ParityError: The new graph does not give what it should; nothing is written then.
    """
    import onnx

    model = _with(file.model, calibration, thresholds)
    try:
        graph = onnx.load_model_from_string(file.content)
    except Exception:  # protobuf's DecodeError, which only protobuf itself could name.
        raise broken(file.path) from None
    if calibration is not None:
        _set_temperature(graph.graph, model, calibration.temperature, file.path)
    properties = {entry.key: entry.value for entry in graph.metadata_props}
    onnx.helper.set_model_props(graph, {**properties, METADATA_KEY: model.to_json()})
    onnx.checker.check_model(graph)
    changed = ModelFile(out, graph.SerializeToString(), model)
    _check_parity(file, changed, inputs)
    write_atomic(out, changed.content)
    return model


def _with(model: Model, calibration: Calibration | None, thresholds: Thresholds | None) -> Model:
    after = model.model_copy(update={"calibration": calibration or model.calibration})
    if thresholds is None and model.thresholds is not None:
        ratio = temperature_of(model) / temperature_of(after)
        values = tuple(_sharpened(value, ratio) for value in model.thresholds.values)
        thresholds = model.thresholds.model_copy(update={"values": values})
    return after.model_copy(update={"thresholds": thresholds})


def _sharpened(threshold: float, ratio: float) -> float:
    """A threshold for probabilities whose log-odds are multiplied by `ratio`."""
    if not 0 < threshold < 1:
        return threshold
    return 1 / (1 + math.exp(-ratio * math.log(threshold / (1 - threshold))))


def _check_parity(before: ModelFile, after: ModelFile, inputs: NDArray[Any]) -> None:
    """That logits are what they were, and probabilities theirs at the new temperature."""
    names = [output.name for output in before.model.outputs]
    if "logits" not in names:
        return
    old, new = (
        open_session(file).run(names, {before.model.inputs[0].name: inputs})
        for file in (before, after)
    )
    found, logits = dict(zip(names, new, strict=True)), old[names.index("logits")]
    scaled = logits / np.float32(temperature_of(after.model))
    if after.model.task == "multi_label":
        expected = np.exp(-np.logaddexp(0, -scaled.astype(np.float64)))
    else:
        expected = np.exp(log_softmax(scaled, axis=_class_axis(after.model)))
    differences = (found["logits"] - logits, found["probabilities"] - expected)
    worst = max(float(np.abs(difference).max()) for difference in differences)
    if not worst <= _TOLERANCE:  # NaN too.
        raise ParityError(
            f"the changed model differs from what it should give by up to {worst:.2g} "
            f"(tolerance {_TOLERANCE:g}).",
            file=before.path,
            fix="report this with the model file; it was left as it is.",
        )


def _class_axis(model: Model) -> int:
    return 2 if model.task == "next_token" else 1


def _set_temperature(graph: onnx.GraphProto, model: Model, temperature: float, path: Path) -> None:
    """Let the probabilities be those of the logits divided by the temperature."""
    from onnx import helper, numpy_helper

    if not {"logits", "probabilities"} <= {output.name for output in graph.output}:
        raise ModelError(
            "this model's graph does not give logits, so that no temperature can be put into it.",
            file=path,
            fix="export the model anew from its run.",
        )
    _remove(graph, "probabilities")
    constant = numpy_helper.from_array(np.array(temperature, np.float32), _TEMPERATURE)
    graph.initializer.append(constant)
    graph.node.append(helper.make_node("Div", ["logits", _TEMPERATURE], [_SHARPENED]))
    if model.task == "multi_label":
        last = helper.make_node("Sigmoid", [_SHARPENED], ["probabilities"])
    else:
        axis = _class_axis(model)
        last = helper.make_node("Softmax", [_SHARPENED], ["probabilities"], axis=axis)
    graph.node.append(last)


def _remove(graph: onnx.GraphProto, output: str) -> None:
    """Take out the nodes that give an output, and those that only they need."""
    unused = {output}
    while unused:
        name = unused.pop()
        for node in [node for node in graph.node if name in node.output]:
            graph.node.remove(node)
            unused |= {given for given in node.input if given and not _is_used(graph, given)}
        for value in [value for value in graph.initializer if value.name == name]:
            graph.initializer.remove(value)


def _is_used(graph: onnx.GraphProto, name: str) -> bool:
    if any(output.name == name for output in graph.output):
        return True
    return any(name in node.input for node in graph.node)


def check_free(out: Path, *, force: bool) -> None:
    """Raise UsageError where something is in the way of a new model file."""
    if out.is_dir() or (out.exists() and not force):
        what = "a folder" if out.is_dir() else "a file"
        raise UsageError(
            f"{what} is in the way of the new model.",
            path=out,
            fix="choose another name: --save FILE.onnx"
            + ("" if out.is_dir() else "; or add --force to replace it."),
        )
