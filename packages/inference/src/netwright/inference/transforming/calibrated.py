"""A graph that computes with 8-bit integers, whose ranges were seen on samples."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from netwright.inference.transforming.graph_body import nodes_outside

if TYPE_CHECKING:
    import onnx
    from numpy.typing import NDArray

_BATCH = 16


def calibrated(model: onnx.ModelProto, inputs: NDArray[Any]) -> onnx.ModelProto:
    """The model in int8 by onnxruntime's static quantisation, each value in the range it had.

    Args:
        model: Its nodes have names.
        inputs: Raw inputs [N,...] like those that the model was trained on.
    """
    import onnx
    from onnxruntime.quantization import QuantFormat, QuantType, quantize_static

    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder, "int8.onnx")
        quantize_static(
            model,
            path,
            _reader(model.graph.input[0].name, inputs),
            quant_format=QuantFormat.QDQ,
            per_channel=True,
            # 7 bits: processors without VNNI overflow at 8, and would give other answers.
            reduce_range=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=nodes_outside(model.graph),
        )
        return onnx.load_model_from_string(path.read_bytes())


def _reader(name: str, inputs: NDArray[Any]) -> Any:
    """What gives onnxruntime one batch after the other."""
    from onnxruntime.quantization import CalibrationDataReader

    batches = iter(inputs[start : start + _BATCH] for start in range(0, len(inputs), _BATCH))

    class Batches(CalibrationDataReader):
        def get_next(self) -> dict[str, NDArray[Any]] | None:
            batch = next(batches, None)
            return None if batch is None else {name: batch}

    return Batches()
