"""Model files that say which ONNX value is which layer's output, and quantised forms of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper
from onnxruntime.quantization import (
    CalibrationDataReader,
    QuantFormat,
    quantize_dynamic,
    quantize_static,
)

from netwright.interfaces.documents.model import METADATA_KEY, LayerValue, Model

LAYERS = (
    LayerValue(id="first", op="Conv2d", value="features"),
    LayerValue(id="act", op="ReLU", value="active"),
    LayerValue(id="rows", op="Flatten", value="flat"),
    LayerValue(id="drop", op="Dropout", value="flat"),
    LayerValue(id="head", op="Linear", value="logits"),
)


def write(path: Path, graph: onnx.ModelProto, model: Model) -> Path:
    """A model file of the graph, with the document."""
    helper.set_model_props(graph, {METADATA_KEY: model.to_json()})
    path.write_bytes(graph.SerializeToString())
    return path


def write_layered(
    graph: onnx.ModelProto,
    path: Path,
    layers: tuple[LayerValue, ...] = LAYERS,
    change: dict[str, Any] | None = None,
) -> Path:
    """A classifier from the fixture `build_graph`; `change` makes other weights of those named."""
    (entry,) = graph.metadata_props
    model = Model.from_json(entry.value).model_copy(update={"layers": layers})
    for tensor in graph.graph.initializer:
        if change and tensor.name in change:
            values = change[tensor.name](numpy_helper.to_array(tensor).copy())
            tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float32), tensor.name))
    return write(path, graph, model)


def images(count: int = 4) -> np.ndarray:
    """Random grey images that the classifier takes, uint8 [count,12,14,1]."""
    return np.random.default_rng(1).integers(0, 256, (count, 12, 14, 1), np.uint8)


class _Calibration(CalibrationDataReader):  # type: ignore[misc]
    def __init__(self) -> None:
        self._batches = iter([{"images": images(16)}])

    def get_next(self) -> dict[str, np.ndarray] | None:
        return next(self._batches, None)


def _static(format: QuantFormat) -> Callable[[Path, Path], None]:
    return lambda model, out: quantize_static(model, out, _Calibration(), quant_format=format)


QUANTISERS: dict[str, Callable[[Path, Path], None]] = {
    "qdq": _static(QuantFormat.QDQ),
    "operators": _static(QuantFormat.QOperator),
    "dynamic": quantize_dynamic,
}
