"""How good a model is on labelled data, without torch.

    from netwright.inference.evaluation import evaluate

    print(evaluate("model.onnx", "photos").metrics)

evaluate       the metrics of training on any labelled data
Evaluation     what it gives
Labelled       the form of samples that have been read
"""

from netwright.inference.evaluation.batches import Labelled
from netwright.inference.evaluation.measuring import Evaluation, evaluate

__all__ = ["Evaluation", "Labelled", "evaluate"]
