from __future__ import annotations

from netwright.layers.layer import Example, Layer, TensorType, inferred


class ClassToken(Layer):
    """Puts a learned step before a sequence; attention gathers there what the class depends on."""

    category = "Sequence"
    takes = ("L,F",)
    module = "netwright.layers.modules.classtoken"
    formula = "out = [token, input_1, …, input_L]; [L,F] becomes [L+1,F]"
    onnx = "Expand, Concat"
    paper = "Devlin, Chang, Lee and Toutanova, 2019 (BERT); Dosovitskiy and others, 2021 (ViT)"
    examples = (Example({}, (TensorType((4, 6)),)),)

    features: int | None = inferred(axis=1, unit="features")
