"""Writing `model.onnx`, and opening it before it is written."""

from __future__ import annotations

import glob
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import onnx
import onnxruntime

from netwright.interfaces.documents import METADATA_KEY, Model
from netwright.interfaces.files import atomic_path, write_atomic
from netwright.training.shipping.layer_values import recorded_layers
from netwright.training.shipping.weights_apart import (
    MOST_BYTES,
    digest_of_weights,
    weights_size,
    without_weights,
    write_weights,
)


def write_model(
    path: Path, graph: onnx.ModelProto, model: Model, *, most_bytes: int = MOST_BYTES
) -> None:
    """Write the graph with what it says about itself as one file, whole or not at all.

    Args:
        path: The file.
        graph: The graph.
        model: What is written into its metadata.
        most_bytes: More bytes of weights lie in a second file beside it, ``NAME.*.data``: ONNX has
            no other way above 2 GB.
    """
    model = model.model_copy(update={"layers": recorded_layers(graph)})
    onnx.helper.set_model_props(graph, {METADATA_KEY: model.to_json()})
    graph.producer_name, graph.producer_version = "netwright", version("netwright-training")
    onnx.checker.check_model(without_weights(graph)[0])
    stale = _data_files(path)
    if weights_size(graph) > most_bytes:
        # Named by its content: until the new model is in its place, the old one keeps its own.
        data = path.with_name(f"{path.name}.{digest_of_weights(graph)}.data")
        with atomic_path(data) as partial:
            content = write_weights(graph, partial, data.name)
        stale.discard(data)
    else:
        content = graph.SerializeToString()
    write_atomic(path, content)
    for old in stale:
        with suppress(PermissionError):  # Windows keeps what another process has open.
            old.unlink()


def session_of(
    graph: onnx.ModelProto, *, most_bytes: int = MOST_BYTES
) -> onnxruntime.InferenceSession:
    """The graph in onnxruntime, on the CPU."""
    if weights_size(graph) <= most_bytes:
        return _session(graph.SerializeToString())
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder, "model.onnx")
        path.write_bytes(write_weights(graph, Path(folder, "weights"), "weights"))
        return _session(os.fspath(path))


def session_showing(graph: onnx.ModelProto, names: Iterable[str]) -> onnxruntime.InferenceSession:
    """The same, with values on the way among its outputs."""
    outputs = graph.graph.output
    count, shown = len(outputs), {output.name for output in outputs}
    outputs.extend(
        onnx.helper.make_empty_tensor_value_info(name) for name in names if name not in shown
    )
    try:
        return session_of(graph)
    finally:
        del outputs[count:]


def _session(model: bytes | str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _data_files(path: Path) -> set[Path]:
    """The files of weights that models written to this path have left."""
    return {*path.parent.glob(f"{glob.escape(path.name)}.*.data")}
