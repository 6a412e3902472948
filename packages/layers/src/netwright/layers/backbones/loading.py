"""Weights into the part of a model that is used: every tensor of it, of the right shape."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

import torch
from torch import nn

from netwright.interfaces.errors import WeightsError
from netwright.layers.families.fixes import call, putting

_OLD_DENSENET = re.compile(r"(denselayer\d+\.(?:norm|relu|conv))\.([12]\.)")
"""The names in torchvision's published DenseNet files: a module's name may have no dot today."""


class Weights(NamedTuple):
    """The weights of a file.

    Attributes:
        model: The model that they are to go into, for errors.
        file: The file, for errors.
        tensors: By torchvision's names, present or former.
    """

    model: str
    file: Path
    tensors: Mapping[str, torch.Tensor]


def load(model: nn.Module, used: Collection[str], weights: Weights) -> None:
    """Give a skeleton the weights it needs; those of a file that it does not need are ignored.

    Args:
        model: The whole model on `meta`; afterwards the tensors `used` are on the CPU.
        used: The names of the tensors that are needed.
        weights: What the file holds.

    Raises:
        WeightsError: A tensor is missing, or has another shape.
    """
    wanted = model.state_dict()
    state = {_OLD_DENSENET.sub(r"\1\2", key): value for key, value in weights.tensors.items()}
    _check_shapes({key: wanted[key] for key in used}, state, weights)
    needed = OrderedDict(
        # A classifier of other classes must not be in the way. Former names stay: the modules
        # that had them know them.
        (key, value.to(wanted[key].dtype, copy=True) if key in wanted else value)
        for key, value in state.items()
        if key in used or key not in wanted
    )
    # safetensors files have no version numbers. Without one MNASNet refuses them; batch norms
    # that have one refuse files from before they counted batches.
    needed._metadata = {"": {"version": model._version}}  # type: ignore[attr-defined]
    try:
        model.load_state_dict(needed, strict=False, assign=True)
    except RuntimeError as error:  # A tensor under a former name has another shape.
        reason = str(error).rpartition("\n")[2].strip().rstrip(".")
        raise WeightsError(
            f"the weights do not fit {weights.model}: {reason}.",
            file=weights.file,
            fix=_other_weights(weights.model),
        ) from error
    _check_all_there(model, used, weights)


def _check_shapes(
    wanted: Mapping[str, torch.Tensor], state: Mapping[str, torch.Tensor], weights: Weights
) -> None:
    wrong = [key for key in wanted if key in state and state[key].shape != wanted[key].shape]
    if wrong:
        first = wrong[0]
        raise WeightsError(
            f"the weights do not fit {weights.model}: {first!r} is {_size(state[first])}, "
            f"but {_size(wanted[first])} is needed{_more(wrong)}.",
            file=weights.file,
            fix=_pixels_fix(first, state) or _other_weights(weights.model),
        )


def _check_all_there(model: nn.Module, used: Collection[str], weights: Weights) -> None:
    now = model.state_dict()
    missing = [key for key in used if now[key].is_meta]
    if missing:
        raise WeightsError(
            f"the weights lack {missing[0]!r} of {weights.model}{_more(missing)}.",
            file=weights.file,
            holds=", ".join(list(weights.tensors)[:3]) + ", …",
            fix=_other_weights(weights.model),
        )


def _other_weights(name: str) -> str:
    return (
        f'set weights="none", or weights to a file with the state dict of torchvision\'s {name}, '
        "or model to the one that the file is of."
    )


def _pixels_fix(key: str, state: Mapping[str, torch.Tensor]) -> str:
    """A ViT has a row for each patch, so a file tells for which images it was made."""
    if not key.endswith("pos_embedding") or "conv_proj.weight" not in state:
        return ""
    patch = state["conv_proj.weight"].shape[-1]
    side = round((state[key].shape[1] - 1) ** 0.5) * patch
    return putting(call("Upsample", size=(side, side)))


def _size(tensor: torch.Tensor) -> str:
    return f"[{','.join(map(str, tensor.shape))}]"


def _more(keys: list[str]) -> str:
    return f" ({len(keys) - 1} more after it)" if len(keys) > 1 else ""
