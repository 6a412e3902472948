"""The optimizers that a recipe asks for. There are two where one cannot train all weights."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import nn
from torch.optim import Optimizer

from netwright.interfaces.documents import AnyOptimizer
from netwright.interfaces.errors import UsageError
from netwright.training.lion import Lion

_NORMS = (
    nn.modules.batchnorm._NormBase,
    nn.LayerNorm,
    nn.GroupNorm,
    nn.LocalResponseNorm,
    nn.RMSNorm,
)
_FUSED = {
    "cpu": {"SGD", "Adam", "AdamW", "Adagrad"},
    "cuda": {"SGD", "Adam", "AdamW"},
    "mps": {"SGD", "Adam", "AdamW"},
}
_NOT_TORCHS = {"name", "learning_rate", "decay_norms_and_biases"}


def build_optimizers(asked: AnyOptimizer, module: nn.Module) -> list[Optimizer]:
    """The optimizers of the module's trainable parameters, each to be stepped once a step.

    Raises:
        UsageError: This torch has no such optimizer.
    """
    trained = {name: p for name, p in module.named_parameters() if p.requires_grad}
    undecayed = set() if asked.decay_norms_and_biases else _norms_and_biases(module)
    if asked.name != "Muon":
        return [_build(asked.name, _settings(asked), trained, undecayed)]
    if not hasattr(torch.optim, "Muon"):
        raise UsageError(
            f"torch {torch.__version__} has no Muon.",
            fix='pip install --upgrade torch, or set optimizer.name="AdamW".',
        )
    matrices = {name: p for name, p in trained.items() if name in _hidden_matrices(module)}
    others = {name: p for name, p in trained.items() if name not in matrices}
    parts = [("Muon", _muon_settings(asked), matrices), ("AdamW", _adamw_settings(asked), others)]
    return [_build(name, settings, part, undecayed) for name, settings, part in parts if part]


def set_learning_rate(optimizers: Iterable[Optimizer], rate: float) -> None:
    """The learning rate of the steps that follow."""
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["lr"] = rate


def describe_optimizers(optimizers: Iterable[Optimizer]) -> str:
    """Which kernels the weights are updated by, as a person reads it."""
    return " and ".join(
        f"{type(optimizer).__name__} of {sum(len(g['params']) for g in optimizer.param_groups)} "
        f"tensors{', one fused kernel for all' if optimizer.defaults.get('fused') else ''}"
        for optimizer in optimizers
    )


def _build(
    name: str, settings: dict[str, Any], trained: dict[str, nn.Parameter], undecayed: set[str]
) -> Optimizer:
    groups: list[dict[str, Any]] = [
        {"params": [p for key, p in trained.items() if key not in undecayed]},
        {"params": [p for key, p in trained.items() if key in undecayed], "weight_decay": 0.0},
    ]
    kind: Any = Lion if name == "Lion" else getattr(torch.optim, name)
    if all(name in _FUSED.get(p.device.type, ()) for p in trained.values()):
        settings["fused"] = True  # One kernel for all parameters instead of several for each.
    optimizer: Optimizer = kind([group for group in groups if group["params"]], **settings)
    return optimizer


def _settings(asked: AnyOptimizer) -> dict[str, Any]:
    settings = {"lr": asked.learning_rate, **asked.model_dump(exclude=_NOT_TORCHS)}
    if asked.name == "NAdam":
        settings["decoupled_weight_decay"] = True
    if asked.name == "SGD":
        settings["nesterov"] = settings["nesterov"] and settings["momentum"] > 0
    return settings


def _muon_settings(asked: AnyOptimizer) -> dict[str, Any]:
    settings = _settings(asked)
    # Updates as long as AdamW's, so that one learning rate and one weight decay suit both.
    own = {name: settings[name] for name in ("lr", "weight_decay", "momentum", "nesterov")}
    return {**own, "adjust_lr_fn": "match_rms_adamw"}


def _adamw_settings(asked: AnyOptimizer) -> dict[str, Any]:
    settings = _settings(asked)
    return {name: settings[name] for name in ("lr", "weight_decay", "betas", "eps")}


def _norms_and_biases(module: nn.Module) -> set[str]:
    """Parameters that only scale and shift: of norms, and all vectors and numbers."""
    of_norms = {
        f"{path}.{name}".removeprefix(".")
        for path, part in module.named_modules()
        if isinstance(part, _NORMS)
        for name, _ in part.named_parameters(recurse=False)
    }
    return of_norms | {name for name, p in module.named_parameters() if p.ndim <= 1}


def _hidden_matrices(module: nn.Module) -> set[str]:
    """The matrices that Muon is meant for: neither embeddings nor the last layer's weights."""
    last = [path for path, part in module.named_modules() if isinstance(part, nn.Linear)][-1:]
    left_out = {
        f"{path}.weight".removeprefix(".")
        for path, part in module.named_modules()
        if path in last or isinstance(part, nn.Embedding)
    }
    return {name for name, p in module.named_parameters() if p.ndim == 2} - left_out
