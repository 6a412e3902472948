"""Turning a graph into one of its smaller or faster forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netwright.inference.transforming.calibrated import calibrated
from netwright.inference.transforming.half import in_half_precision
from netwright.inference.transforming.integer_weights import with_integer_weights
from netwright.inference.transforming.onnxruntime_tools import onnxruntime_tools
from netwright.inference.transforming.optimized import Level, optimized
from netwright.inference.transforming.tidying import tidy
from netwright.interfaces.documents.transformation import Form

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    import onnx
    from numpy.typing import NDArray

    from netwright.inference.model_file import ModelFile

_SCALES_ALONG_AN_AXIS = 13
FORMS: tuple[Form, ...] = ("optimized", "fp16", "int8", "int8-static")


def turned_into(
    to: Form, file: ModelFile, calibration: Callable[[], NDArray[Any]], level: Level
) -> tuple[onnx.ModelProto, int]:
    """The graph of `file` in another form, and how many samples it was calibrated on.

    Args:
        to: Which form.
        file: The model as it was exported.
        calibration: Gives raw inputs [N,...]; asked only where ranges have to be measured.
        level: How far the graph is optimised where that is all that is done to it.

    Raises:
        ModelError: onnxruntime's tools do not take the model.
        UsageError: There is nothing to calibrate on.
    """
    inputs = calibration() if to == "int8-static" else None
    with onnxruntime_tools(file, to):
        # Batch normalisation goes into the convolution before it, so that both are rounded once.
        graph = optimized(file, level if to == "optimized" else "basic")
        if to == "fp16":
            graph = in_half_precision(graph)
        elif to == "int8":
            graph = with_integer_weights(_with_scales_along_an_axis(graph))
        elif inputs is not None:
            graph = calibrated(_with_scales_along_an_axis(graph), inputs)
        return tidy(graph), 0 if inputs is None else len(inputs)


def _with_scales_along_an_axis(graph: onnx.ModelProto) -> onnx.ModelProto:
    """The graph in an operator set where each channel may have a scale of its own."""
    from onnx import version_converter

    opset = next(entry.version for entry in graph.opset_import if entry.domain == "")
    if opset >= _SCALES_ALONG_AN_AXIS:
        return graph
    return version_converter.convert_version(graph, _SCALES_ALONG_AN_AXIS)
