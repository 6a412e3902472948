"""Opening an onnxruntime session: providers, threads, and the graph held to its document."""

from __future__ import annotations

import dataclasses
import logging
import os
import warnings
from collections.abc import Sequence
from pathlib import Path

import onnxruntime

from netwright.inference.memory_limit import limit_memory
from netwright.inference.model_file import ModelFile, broken
from netwright.inference.providers import (
    CPU,
    asked_for,
    automatic,
    prepare,
    short_name,
    with_options,
)
from netwright.inference.reasons import reason_of
from netwright.inference.signature import Tensor, signature_of
from netwright.interfaces.cores import usable_cores
from netwright.interfaces.errors import DeviceError, ModelError, UsageError

_log = logging.getLogger(__name__)
_SILENT = 4
_FOLDER_OF_WEIGHTS = "session.model_external_initializers_file_folder_path"
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
        providers: onnxruntime's names or the short ones (``cuda``), the first that can run a layer
            runs it; None takes the first that starts of TensorRT, CUDA, CoreML and DirectML, where
            this onnxruntime has them, and the CPU. The log warns of one that does not start.
        threads: How many threads work on one layer; None takes `default_threads`.
        profile: How the names of files begin to which onnxruntime writes what each operator takes;
            None writes none.

    Raises:
        UsageError: This onnxruntime has no such provider, or `threads` is not positive.
        DeviceError: A provider that was asked for does not start.
        ModelError: onnxruntime refuses the model, or it is not what its document says.
    """
    options = _options(threads)
    if any(step.to == "int8" for step in file.model.transformations):
        # Weights that are only stored as integers become numbers once, not at every run.
        options.add_session_config_entry("session.disable_quant_qdq", "1")
    if profile is not None:
        options.enable_profiling, options.profile_file_prefix = True, str(profile)
    try:
        if providers is None:
            session = _first_that_starts(file, options, automatic())
        else:
            asked = asked_for(providers)
            session = _create(file, options, asked)
            _check_started(session, asked)
    except (UsageError, DeviceError):
        raise
    except Exception as error:  # onnxruntime's own errors share no base but this.
        raise ModelError(
            f"onnxruntime {onnxruntime.__version__} cannot run this model: {reason_of(error)}.",
            file=file.path,
            fix="pip install --upgrade onnxruntime, or export the model anew from its run.",
        ) from None
    _check_signature(session, file)
    return session


def open_part(file: ModelFile, part: bytes) -> onnxruntime.InferenceSession:
    """A session that runs a part of the model's graph, on one thread of the CPU.

    Args:
        file: The model file.
        part: A graph that was cut out of the file's.
    """
    return _create(dataclasses.replace(file, content=part), _options(1), [CPU])


def default_threads() -> int:
    """How many threads suit one sample at a time: the cores that may be used, at most 8."""
    return min(usable_cores(), _MOST_THREADS)


def _first_that_starts(
    file: ModelFile, options: onnxruntime.SessionOptions, providers: list[str]
) -> onnxruntime.InferenceSession:
    passed_over: list[tuple[str, str]] = []
    while True:
        try:
            session = _create(file, options, providers)
        except Exception as error:  # Of the last one it is the model's fault.
            if providers in ([CPU], []):
                raise
            passed_over.append((providers[0], reason_of(error)))
            providers = providers[1:]
        else:
            break
    # onnxruntime goes on without a provider whose libraries or device are missing.
    silent = [provider for provider in providers if provider not in session.get_providers()]
    passed_over += [(provider, "its libraries or its device are missing") for provider in silent]
    _tell(passed_over, session)
    return session


def _tell(passed_over: list[tuple[str, str]], session: onnxruntime.InferenceSession) -> None:
    if passed_over:
        why = "; ".join(f"{short_name(provider)}: {reason}" for provider, reason in passed_over)
        _log.warning(
            "Does not start on this machine, though onnxruntime has it: %s. Going on with %s.",
            why,
            ", ".join(map(short_name, session.get_providers())),
        )


def _create(
    file: ModelFile, options: onnxruntime.SessionOptions, providers: list[str]
) -> onnxruntime.InferenceSession:
    prepare(options, providers)
    if file.weights_beside:
        options.add_session_config_entry(_FOLDER_OF_WEIGHTS, os.fspath(file.path.absolute().parent))
    # onnxruntime's own way of falling back prints to stdout, into the results.
    return onnxruntime.InferenceSession(
        file.content, options, providers=list(map(with_options, providers)), enable_fallback=0
    )


def _check_started(session: onnxruntime.InferenceSession, asked: Sequence[str]) -> None:
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
    options.intra_op_num_threads = threads or default_threads()
    limit_memory(options)
    return options


def _check_signature(session: onnxruntime.InferenceSession, file: ModelFile) -> None:
    promised = signature_of(file.model)
    try:
        inputs = [value.name for value in session.get_inputs()]
        values = (*session.get_inputs(), *session.get_outputs())
        found = {value.name: (value.type, value.shape) for value in values}
    except UnicodeDecodeError:
        raise broken(file.path) from None
    if inputs != [promised.input.name]:
        raise _not_as_promised(file, "inputs", [promised.input.name], inputs)
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
    """Keep what onnxruntime and Pillow say by themselves off stderr.

    Only for a process that is Netwright's: what is wrong with a file is told once, by an error.
    """
    onnxruntime.set_default_logger_severity(_SILENT)
    warnings.filterwarnings("ignore", module="PIL")
