"""`torch.compile`, where the machine has what it takes."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from typing import cast

import torch
from torch import nn

from netwright.training.step import Forward


def compiled(module: nn.Module) -> Forward:
    """The module as it is called in training, to be compiled in the first step."""
    return cast(Forward, torch.compile(module))


def why_not_compiled(device: torch.device) -> str | None:
    """What `torch.compile` lacks here; None where it lacks nothing."""
    if device.type == "cuda":
        found = importlib.util.find_spec("triton") is not None
        return None if found else "triton, which torch.compile needs, is not installed"
    if device.type == "mps":
        return "torch.compile is of no use on mps yet"
    names = ["cl"] if sys.platform == "win32" else ["c++", "g++", "clang++"]
    if any(shutil.which(name) for name in [os.environ.get("CXX", ""), *names] if name):
        return None
    return "torch.compile needs a C++ compiler, and there is none"
