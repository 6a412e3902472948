"""Opening an onnxruntime session: providers, threads, and the graph held to its document."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import onnxruntime

from netwright.inference.model_file import ModelFile
from netwright.inference.signature import Tensor, signature_of
from netwright.interfaces.errors import DeviceError, ModelError, UsageError, did_you_mean

_CPU = "CPUExecutionProvider"
_PREFERRED = ("CUDAExecutionProvider", _CPU)
_SILENT = 4
# From here on more threads only make one image wait for the slowest of them.
_MOST_THREADS = 8


def open_session(
    file: ModelFile,
    providers: Sequence[str] | None = None,
    threads: int | None = None,
    *,
    profile: Path | None = None,
) -> onnxruntime.InferenceSession:
    """A session that runs the model.

    Args:
        file: A model file that has been read.
        providers: onnxruntime's names, the first that can run a layer runs it; None takes CUDA
            where this onnxruntime has it, then CPU.
        threads: How many threads work on one layer; None takes the cores that this process may
            use, at most 8.
        profile: How the names of files begin to which onnxruntime writes what each operator takes;
            None writes none.

    Raises:
        UsageError: This onnxruntime has no such provider, or `threads` is not positive.
        DeviceError: A provider that was asked for does not start.
        ModelError: onnxruntime refuses the model, or it is not what its document says.
    """
    chosen, options = _providers(providers), _options(threads)
    if any(step.to == "int8" for step in file.model.transformations):
        # Weights that are only stored as integers become numbers once, not at every run.
        options.add_session_config_entry("session.disable_quant_qdq", "1")
    if profile is not None:
        options.enable_profiling, options.profile_file_prefix = True, str(profile)
    try:
        try:
            session = _create(file, options, chosen)
        except Exception:
            # CUDA that is installed but finds no GPU; whoever asked for it by name hears of it.
            if providers is not None or chosen == [_CPU]:
                raise
            session = _create(file, options, [_CPU])
    except Exception as error:  # onnxruntime's own errors share no base but this.
        raise ModelError(
            f"onnxruntime {onnxruntime.__version__} cannot run this model: {_reason(error)}.",
            file=file.path,
            fix="pip install --upgrade onnxruntime, or export the model anew from its run.",
        ) from None
    _check_started(session, providers or ())
    _check_signature(session, file)
    return session


def _create(
    file: ModelFile, options: onnxruntime.SessionOptions, providers: list[str]
) -> onnxruntime.InferenceSession:
    # onnxruntime's own way of falling back prints to stdout, into the results.
    return onnxruntime.InferenceSession(
        file.content, options, providers=providers, enable_fallback=0
    )


def _providers(asked: Sequence[str] | None) -> list[str]:
    available = onnxruntime.get_available_providers()
    if asked is None:
        return [provider for provider in _PREFERRED if provider in available]
    for provider in asked:
        if provider not in available:
            raise UsageError(
                f"this onnxruntime has no provider {provider!r}.",
                fix=did_you_mean(provider, available),
            )
    return list(asked)


def _check_started(session: onnxruntime.InferenceSession, asked: Sequence[str]) -> None:
    # onnxruntime goes on without a provider whose libraries or device are missing.
    for provider in asked:
        if provider not in session.get_providers():
            raise DeviceError(
                f"{provider} was asked for, but does not start on this machine.",
                fix="leave providers out to take what works, "
                "or install the driver and libraries that it needs.",
            )


def _options(threads: int | None) -> onnxruntime.SessionOptions:
    if threads is not None and threads < 1:
        raise UsageError(f"threads is a number from 1, but {threads} came.", fix="leave it out.")
    options = onnxruntime.SessionOptions()
    # Its log goes to stderr, beside the one error that says the same.
    options.log_severity_level = _SILENT
    # A number of our own also keeps onnxruntime from pinning threads to cores, which containers
    # forbid.
    options.intra_op_num_threads = threads or min(_usable_cores(), _MOST_THREADS)
    return options


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _check_signature(session: onnxruntime.InferenceSession, file: ModelFile) -> None:
    promised = signature_of(file.model)
    inputs = [value.name for value in session.get_inputs()]
    if inputs != [promised.input.name]:
        raise _not_as_promised(file, "inputs", [promised.input.name], inputs)
    values = (*session.get_inputs(), *session.get_outputs())
    found = {value.name: (value.type, value.shape) for value in values}
    for tensor in promised:
        if tensor.name not in found or not _fits(found[tensor.name], tensor):
            wanted = (tensor.type, ["N", *tensor.sizes])
            raise _not_as_promised(file, tensor.name, wanted, found.get(tensor.name))


def _fits(found: tuple[str, list[int | str | None]], promised: Tensor) -> bool:
    """Whether a value of the graph may be what is promised; a named axis may be of any size."""
    dtype, shape = found
    rank = 1 + len(promised.sizes)
    if dtype != promised.type or len(shape) != rank or isinstance(shape[0], int):
        return False
    return all(
        size == axis or not isinstance(axis, int)
        for size, axis in zip(promised.sizes, shape[1:], strict=True)
    )


def _not_as_promised(file: ModelFile, name: str, promised: object, found: object) -> ModelError:
    return ModelError(
        f"the graph is not what the model's document says: {name!r} is {promised} there, "
        f"and {found or 'missing'} in the graph.",
        file=file.path,
        fix="export the model anew from its run.",
    )


def silence() -> None:
    """Keep onnxruntime's process-wide log off stderr; only for a process that is Netwright's."""
    onnxruntime.set_default_logger_severity(_SILENT)


def _reason(error: Exception) -> str:
    """onnxruntime's message on one line, without its own prefix."""
    return " ".join(str(error).rpartition("[ONNXRuntimeError] : ")[2].split()).rstrip(".")
