"""Use a model that Netwright trained, under onnxruntime and without torch.

    from netwright.inference import Predictor

    predictor = Predictor("model.onnx")
    print(predictor("img.png"))

The names are imported when they are first used: `netwright predict --help` needs none of them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netwright.inference.answers.classification import Prediction
    from netwright.inference.answers.multi_label import LabelSet
    from netwright.inference.answers.next_token import NextToken
    from netwright.inference.answers.picture import Picture
    from netwright.inference.answers.reconstruction import Reconstruction
    from netwright.inference.answers.regression import Values
    from netwright.inference.answers.segmentation import Mask
    from netwright.inference.batches import Unread
    from netwright.inference.benchmarking.benchmark import Benchmark, benchmark
    from netwright.inference.evaluation.measuring import Evaluation, evaluate
    from netwright.inference.input_files import find_images
    from netwright.inference.inside.comparison import Comparison, compare_layers
    from netwright.inference.inside.embedding import embed_class_activation
    from netwright.inference.inside.explainer import Explainer
    from netwright.inference.inside.heat_map import HeatMap
    from netwright.inference.inside.part_effects import ArrayEffects, PartEffects
    from netwright.inference.inside.probe import LayerOutput, layers_of
    from netwright.inference.inside.statistics import statistics_of
    from netwright.inference.predictor import Predictor
    from netwright.inference.transforming.quantization import quantize
    from netwright.inference.transforming.result import Quantized

__all__ = [
    "ArrayEffects",
    "Benchmark",
    "Comparison",
    "Evaluation",
    "Explainer",
    "HeatMap",
    "LabelSet",
    "LayerOutput",
    "Mask",
    "NextToken",
    "PartEffects",
    "Picture",
    "Prediction",
    "Predictor",
    "Quantized",
    "Reconstruction",
    "Unread",
    "Values",
    "benchmark",
    "compare_layers",
    "embed_class_activation",
    "evaluate",
    "find_images",
    "layers_of",
    "quantize",
    "statistics_of",
]

_HOMES = {
    "Benchmark": "benchmarking.benchmark",
    "ArrayEffects": "inside.part_effects",
    "Comparison": "inside.comparison",
    "Explainer": "inside.explainer",
    "HeatMap": "inside.heat_map",
    "Evaluation": "evaluation.measuring",
    "LabelSet": "answers.multi_label",
    "LayerOutput": "inside.probe",
    "Mask": "answers.segmentation",
    "NextToken": "answers.next_token",
    "PartEffects": "inside.part_effects",
    "Picture": "answers.picture",
    "Prediction": "answers.classification",
    "Predictor": "predictor",
    "Quantized": "transforming.result",
    "Reconstruction": "answers.reconstruction",
    "Unread": "batches",
    "Values": "answers.regression",
    "benchmark": "benchmarking.benchmark",
    "compare_layers": "inside.comparison",
    "embed_class_activation": "inside.embedding",
    "evaluate": "evaluation.measuring",
    "find_images": "input_files",
    "quantize": "transforming.quantization",
    "layers_of": "inside.probe",
    "statistics_of": "inside.statistics",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
