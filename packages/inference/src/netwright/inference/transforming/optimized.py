"""A graph with what can be computed beforehand computed, by onnxruntime's offline optimisation."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from netwright.inference.model_file import ModelFile
from netwright.inference.transforming.tidying import tidy

if TYPE_CHECKING:
    import onnx

Level = Literal["basic", "extended"]
"""`basic` leaves standard ONNX operators alone, which any runtime knows; `extended` joins some into
onnxruntime's own. Neither depends on the machine, as onnxruntime's further level does."""


def optimized(file: ModelFile, level: Level = "basic") -> onnx.ModelProto:
    """The graph of `file`, optimised, without the exporter's notes.

    Every node of it has a name, and it asks for no operators that it does not use.
    """
    import onnx
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    levels = onnxruntime.GraphOptimizationLevel
    options.graph_optimization_level = {
        "basic": levels.ORT_ENABLE_BASIC,
        "extended": levels.ORT_ENABLE_EXTENDED,
    }[level]
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder, "optimized.onnx")
        options.optimized_model_filepath = str(path)
        onnxruntime.InferenceSession(
            file.content, options, providers=["CPUExecutionProvider"], enable_fallback=0
        )
        graph = onnx.load_model_from_string(path.read_bytes())
    return tidy(graph)
