"""The ONNX graph of a model file, as the `onnx` package gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netwright.inference.model_file import ModelFile, broken

if TYPE_CHECKING:
    import onnx


def read_graph(file: ModelFile) -> onnx.ModelProto:
    """The graph of `file`, which may be changed. Raises ModelError when it cannot be parsed."""
    import onnx

    try:
        return onnx.load_model_from_string(file.content)
    except Exception:  # protobuf's DecodeError, which only protobuf itself could name.
        raise broken(file.path) from None
