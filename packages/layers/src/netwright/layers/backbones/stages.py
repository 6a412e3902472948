"""The stages of a backbone: the parts that are frozen or trained together.

A stage is a top-level part of the model. Parts named `features`, `layers`, `trunk_output`, `blocks`
and `encoder` hold stages themselves. A part that has no convolution or linear layer (a norm, an
activation, a pooling, ViT's class token) belongs to the stage before it. So ResNet has a stem and
layer1 to layer4; VGG has a stage for each convolution; ViT has one for each encoder block.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import torch
from torch import fx

Trainable: TypeAlias = "Literal['all', 'none'] | int"
"""What is trained: all stages, none, or that many counted from the end."""

_HOLDS_STAGES = {"features", "layers", "trunk_output", "blocks", "encoder"}


def stages_of(module: fx.GraphModule) -> list[list[str]]:
    """The stages in the order of computing, each as paths of modules and parameters."""
    stages: list[list[str]] = []
    seen: set[str] = set()
    for node in module.graph.nodes:
        if node.op not in ("call_module", "get_attr"):
            continue
        if (part := _part(str(node.target))) in seen:
            continue
        seen.add(part)
        if not stages or _starts_a_stage(module, part):
            stages.append([])
        stages[-1].append(part)
    return stages


def frozen_and_trained(module: fx.GraphModule, trainable: Trainable) -> tuple[list[str], list[str]]:
    """The paths of the stages' modules and parameters, in the order of computing."""
    stages = stages_of(module)
    counts = {"all": len(stages), "none": 0}
    count = counts[trainable] if isinstance(trainable, str) else trainable
    first = len(stages) - count
    frozen, trained = stages[:first], stages[first:]
    return [p for stage in frozen for p in stage], [p for stage in trained for p in stage]


def is_within(path: str, part: str) -> bool:
    """Whether a module or parameter is `part`, or inside it."""
    return path == part or path.startswith(f"{part}.")


def _part(target: str) -> str:
    """``features.0`` of ``features.0.conv``; ``layer1`` of ``layer1.0.conv1``."""
    steps = target.split(".")
    depth = next((i for i, step in enumerate(steps) if step not in _HOLDS_STAGES), len(steps) - 1)
    return ".".join(steps[: depth + 1])


def _starts_a_stage(module: fx.GraphModule, part: str) -> bool:
    return any(name.endswith("weight") and p.ndim > 1 for name, p in _parameters(module, part))


def _parameters(module: fx.GraphModule, part: str) -> Iterator[tuple[str, torch.Tensor]]:
    return ((name, p) for name, p in module.named_parameters() if is_within(name, part))
