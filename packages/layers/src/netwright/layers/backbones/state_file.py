"""Reading a file of weights: safetensors, or PyTorch's own format without running anything."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from netwright.interfaces.errors import UsageError, WeightsError

_WRAPPERS = ("state_dict", "model")
"""The keys under which training scripts keep the weights beside other things."""


def read_state(path: Path) -> dict[str, torch.Tensor]:
    """The tensors of a file, on the CPU, by the names of a plain `state_dict`.

    Args:
        path: A ``.safetensors`` file, or one that `torch.save` wrote of a state dict or of a
            mapping that holds one as ``state_dict`` or ``model``. ``module.``, which DataParallel
            puts before every name, is taken off.

    Raises:
        WeightsError: There is no such file, it is damaged, or it holds anything but tensors.
    """
    if not path.is_file():
        raise WeightsError(
            "there is no file of weights at this path.",
            file=path,
            fix=f"check the path; relative ones start at {Path.cwd()}.",
        )
    try:
        content = _safetensors(path) if path.suffix.lower() == ".safetensors" else _torch_file(path)
    except OSError as error:
        raise _unreadable(path, error) from error
    return _plain(_unwrapped(content), path)


def _safetensors(path: Path) -> Any:
    try:
        from safetensors import SafetensorError
        from safetensors.torch import load_file
    except ModuleNotFoundError:
        raise UsageError(
            "reading .safetensors files needs safetensors, which is not installed.",
            fix='pip install "netwright-layers[backbones]"',
        ) from None
    try:
        return load_file(path)
    except SafetensorError as error:
        raise _unreadable(path, error) from error


def _torch_file(path: Path) -> Any:
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except OSError:
        raise
    except Exception as error:  # A damaged file may raise anything.
        raise WeightsError(
            "the file of weights is damaged, or holds Python objects besides tensors, which could "
            "run any program and are never loaded.",
            file=path,
            fix="save model.state_dict() alone, with torch.save or safetensors, and use that file.",
        ) from error


def _unreadable(path: Path, error: Exception) -> WeightsError:
    return WeightsError(
        f"the file of weights cannot be read: {error}.",
        file=path,
        fix="check that the file may be read, and download or save it anew.",
    )


def _unwrapped(content: Any) -> Any:
    if isinstance(content, Mapping):
        for key in _WRAPPERS:
            if isinstance(content.get(key), Mapping):
                return content[key]
    return content


def _plain(content: Any, path: Path) -> dict[str, torch.Tensor]:
    tensors = isinstance(content, Mapping) and {
        name: value
        for name, value in content.items()
        if isinstance(name, str) and isinstance(value, torch.Tensor)
    }
    if not tensors or len(tensors) < len(content):
        raise WeightsError(
            "the file holds no state dict: a mapping of names to tensors.",
            file=path,
            fix="save model.state_dict() alone, with torch.save or safetensors, and use that file.",
        )
    prefix = "module." if all(name.startswith("module.") for name in tensors) else ""
    return {name.removeprefix(prefix): value for name, value in tensors.items()}
