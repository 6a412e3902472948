"""Generated code, run from a file as a person would."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from torch import nn

from netwright.layers.checked import CheckedNetwork
from netwright.layers.source import to_python


def import_source(source: str, folder: Path) -> Any:
    """The Python module that a text is, imported from a file that is written into `folder`."""
    path = folder / "network.py"
    path.write_text(source, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("network", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def written_module(network: CheckedNetwork, folder: Path) -> nn.Module:
    """The network by its generated code: the class that stands last in the file."""
    file = import_source(to_python(network), folder)
    classes = [value for value in vars(file).values() if isinstance(value, type)]
    module: nn.Module = classes[-1]()
    return module
