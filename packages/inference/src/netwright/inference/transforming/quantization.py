"""From a model file to a smaller or faster one, written only when it is good enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from netwright.inference.benchmarking.cold_start import measure_cold_start
from netwright.inference.benchmarking.latency import Latency, measure_side_by_side
from netwright.inference.model_file import ModelFile, read_model_file
from netwright.inference.predictor import Predictor
from netwright.inference.signature import signature_of
from netwright.inference.transforming.cost import cost_of
from netwright.inference.transforming.forms import FORMS, turned_into
from netwright.inference.transforming.optimized import Level
from netwright.inference.transforming.place import place_for
from netwright.inference.transforming.recording import (
    document_after,
    transformation_of,
    write_model,
)
from netwright.inference.transforming.result import Quantized
from netwright.inference.transforming.trial import try_out
from netwright.inference.transforming.trial_data import AnyPath, TrialData, trial_data
from netwright.interfaces.documents.transformation import Form
from netwright.interfaces.errors import ModelError, ProcessError, UsageError, did_you_mean
from netwright.interfaces.files import write_atomic

TOLERANCE = 0.01


def quantize(
    path: AnyPath,
    to: Form,
    *,
    data: AnyPath | None = None,
    inputs: AnyPath | None = None,
    columns: Sequence[str] = (),
    tolerance: float = TOLERANCE,
    out: AnyPath | None = None,
    level: Level = "basic",
    force: bool = False,
    seconds: float = 1.5,
    on_step: Callable[[str], object] = lambda step: None,
) -> Quantized:
    """Make a model file smaller or faster; its inputs and outputs stay as they are.

    It is tried on labelled data where there are any: those given, or else the validation samples
    of the run in whose folder the model lies.

    Args:
        path: A ``model.onnx`` that Netwright wrote.
        to: ``optimized`` (what can be computed beforehand is), ``fp16`` (half precision), ``int8``
            (weights of 8 bits) or ``int8-static`` (all of it in 8 bits, calibrated on samples).
        data: Labelled data like those that it was trained on, or a dataset document (.json).
        inputs: Data without labels, in their place.
        columns: Of a table, the columns that hold what is so.
        tolerance: What it may cost: see `netwright.inference.transforming.cost.cost_of`.
        out: Where to write to; by default ``model.int8.onnx`` beside ``model.onnx``.
        level: With ``optimized``: ``basic`` keeps to standard ONNX operators, ``extended`` joins
            them into onnxruntime's own.
        force: Whether what is in the way is replaced.
        seconds: About how long the latencies are measured.
        on_step: Told what is done next.

    Raises:
        ParityError: It would cost more than `tolerance`; nothing is written.
        ModelError, DocumentError: The file cannot be used, or onnxruntime's tools do not take it.
        DataError: The data cannot be read as the model reads them.
        UsageError: An argument is out of its range, something is in the way, or the model was
            already turned into fp16 or int8.
    """
    _check(to, level, tolerance)
    file = read_model_file(path)
    _check_changeable(file)
    place = place_for(file.path, to, out, force=force)
    on_step("reading samples")
    samples = trial_data(file, data, inputs, columns)
    on_step(f"turning into {to}")
    graph, calibrated_on = turned_into(to, file, samples.calibration, level)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        changed = write_model(graph, file.model, Path(folder, "changed.onnx"))
        on_step("comparing answers")
        _check_runs(file, to, changed)
        trial = try_out(file.path, changed, to, samples, tolerance)
        step = transformation_of(to, calibrated_on, trial, tolerance)
        finished = write_model(graph, document_after(file.model, step, trial, samples), changed)
        on_step("measuring latency")
        latencies = _latencies([file.path, finished], samples, seconds)
        content = finished.read_bytes()
    write_atomic(place, content)
    return Quantized(
        path=str(place),
        source=str(file.path),
        to=to,
        bytes_before=len(file.content),
        bytes_after=len(content),
        latency_before=latencies[0],
        latency_after=latencies[1],
        metrics_before=trial.before,
        metrics_after=trial.after,
        data=samples.name,
        transformation=step,
        cost=cost_of(trial.difference, trial.change),
    )


def _check(to: str, level: str, tolerance: float) -> None:
    for what, value, known in (("form", to, FORMS), ("level", level, ("basic", "extended"))):
        if value not in known:
            raise UsageError(f"there is no {what} {value!r}.", fix=did_you_mean(value, known))
    if not tolerance >= 0:
        raise UsageError(
            f"the tolerance is a number from 0, but {tolerance} came.", fix="leave it out."
        )


def _check_changeable(file: ModelFile) -> None:
    if file.weights_beside:
        raise UsageError(
            "the weights of this model lie in a file of their own, being more than 2 GB, and are "
            "not changed.",
            model=file.path,
            fix="use the model as it is, or train a smaller network.",
        )
    done = [step.to for step in file.model.transformations if step.to != "optimized"]
    if done:
        raise UsageError(
            f"this model was already turned into {done[-1]}; another change would add to its "
            "error unseen.",
            model=file.path,
            fix="give the model that it was made from.",
        )


def _check_runs(file: ModelFile, to: str, changed: Path) -> None:
    """Run the changed model in a process of its own: where onnxruntime crashes, no error is raised.

    Raises:
        ModelError: It does not run.
    """
    try:
        measure_cold_start(changed, starts=1)
    except ProcessError as error:
        raise ModelError(
            f"onnxruntime does not run the {to} form of this model: {error.message}",
            file=file.path,
            fix="choose another --to; pip install --upgrade onnxruntime may help.",
        ) from None


def _latencies(paths: list[Path], samples: TrialData, seconds: float) -> list[Latency]:
    """Of one sample at a time, in each of the models."""
    # Threads of one model that wait for work would take the cores from the other's.
    models = [Predictor(path, threads=1) for path in paths]
    asked = [signature_of(models[0].model).output.name]
    one = samples.inputs[:1]
    runs = [partial(model.outputs, one, asked) for model in models]
    return measure_side_by_side(runs, seconds)
