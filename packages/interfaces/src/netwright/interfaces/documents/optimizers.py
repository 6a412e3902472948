"""The optimizers of a recipe. Names and meanings are those of `torch.optim`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from netwright.interfaces.documents.base import Part

LearningRate = Annotated[float, Field(gt=0, le=10, description="The largest that is used.")]
WeightDecay = Annotated[float, Field(ge=0, le=10)]
Share = Annotated[float, Field(ge=0, lt=1)]
Betas = tuple[Share, Share]
Epsilon = Annotated[float, Field(gt=0, le=1)]
Normed = Annotated[
    bool, Field(description="Whether norms and biases decay too, and not only layers' weights.")
]


class SGD(Part):
    """Stochastic gradient descent with momentum (Sutskever et al., 2013)."""

    name: Literal["SGD"] = "SGD"
    learning_rate: LearningRate = 0.05
    momentum: Share = 0.9
    nesterov: bool = True
    weight_decay: WeightDecay = 5e-4
    decay_norms_and_biases: Normed = False


class Adam(Part):
    """Adam (Kingma and Ba, 2015); its weight decay is part of the gradient."""

    name: Literal["Adam"] = "Adam"
    learning_rate: LearningRate = 3e-3
    weight_decay: WeightDecay = 0.0
    betas: Betas = (0.9, 0.999)
    eps: Epsilon = 1e-8
    decay_norms_and_biases: Normed = False


class AdamW(Part):
    """Adam with decoupled weight decay (Loshchilov and Hutter, 2019)."""

    name: Literal["AdamW"] = "AdamW"
    learning_rate: LearningRate = 3e-3
    weight_decay: WeightDecay = 1e-2
    betas: Betas = (0.9, 0.999)
    eps: Epsilon = 1e-8
    decay_norms_and_biases: Normed = False


class NAdam(Part):
    """Adam with Nesterov's momentum (Dozat, 2016) and decoupled weight decay."""

    name: Literal["NAdam"] = "NAdam"
    learning_rate: LearningRate = 3e-3
    weight_decay: WeightDecay = 1e-2
    betas: Betas = (0.9, 0.999)
    eps: Epsilon = 1e-8
    momentum_decay: Share = 4e-3
    decay_norms_and_biases: Normed = False


class RMSprop(Part):
    """Gradients divided by their recent magnitude (Tieleman and Hinton, 2012)."""

    name: Literal["RMSprop"] = "RMSprop"
    learning_rate: LearningRate = 1e-3
    alpha: Share = 0.99
    momentum: Share = 0.0
    weight_decay: WeightDecay = 0.0
    eps: Epsilon = 1e-8
    decay_norms_and_biases: Normed = False


class Adagrad(Part):
    """Gradients divided by the magnitude of all before them (Duchi et al., 2011)."""

    name: Literal["Adagrad"] = "Adagrad"
    learning_rate: LearningRate = 1e-2
    weight_decay: WeightDecay = 0.0
    eps: Epsilon = 1e-10
    decay_norms_and_biases: Normed = False


class Lion(Part):
    """The sign of a momentum (Chen et al., 2023); its rates are a third to a tenth of Adam's."""

    name: Literal["Lion"] = "Lion"
    learning_rate: LearningRate = 3e-4
    weight_decay: WeightDecay = 1e-1
    betas: Betas = (0.9, 0.99)
    decay_norms_and_biases: Normed = False


class Muon(Part):
    """Orthogonal updates of matrices (Jordan et al., 2024), as long as AdamW's (Liu et al., 2025).

    What is no matrix, embeddings and the last layer are trained by AdamW at the same rate.
    """

    name: Literal["Muon"] = "Muon"
    learning_rate: LearningRate = 3e-3
    weight_decay: WeightDecay = 1e-2
    momentum: Share = 0.95
    nesterov: bool = True
    betas: Betas = Field((0.9, 0.999), description="AdamW's.")
    eps: Epsilon = Field(1e-8, description="AdamW's.")
    decay_norms_and_biases: Normed = False


def _named(value: Any) -> Any:
    """Without a name it is AdamW, so that ``[optimizer] learning_rate = 0.001`` is enough."""
    return {"name": "AdamW", **value} if isinstance(value, dict) else value


AnyOptimizer = SGD | Adam | AdamW | NAdam | RMSprop | Adagrad | Lion | Muon
Optimizer = Annotated[AnyOptimizer, Field(discriminator="name"), BeforeValidator(_named)]
"""Any of them, told apart by `name`."""
