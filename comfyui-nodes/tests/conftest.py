"""Loads the pack the way ComfyUI's `load_custom_node` does, against a stand-in or the real one."""

from __future__ import annotations

import importlib.util
import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

PACK = Path(__file__).resolve().parents[1]


class _Extension(ABC):
    """What `comfy_api.latest.ComfyExtension` asks of its subclasses."""

    async def on_load(self) -> None:
        return None

    @abstractmethod
    async def get_node_list(self) -> list[type]: ...


@pytest.fixture
def fresh_modules() -> Iterator[None]:
    """Modules imported during a test are forgotten after it."""
    before = dict(sys.modules)
    yield
    for name in set(sys.modules) - set(before):
        del sys.modules[name]
    sys.modules.update(before)


@pytest.fixture
def stand_in_comfyui(fresh_modules: None) -> ModuleType:
    """A `comfy_api.latest` with the few names that the pack uses."""
    latest = ModuleType("comfy_api.latest")
    latest.ComfyExtension = _Extension  # type: ignore[attr-defined]
    latest.io = SimpleNamespace(ComfyNode=type("ComfyNode", (), {}))  # type: ignore[attr-defined]
    sys.modules["comfy_api"] = ModuleType("comfy_api")
    sys.modules["comfy_api.latest"] = latest
    return latest


@pytest.fixture
def real_comfyui(fresh_modules: None, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The `comfy_api.latest` of the checkout that COMFYUI_PATH names."""
    place = os.environ.get("COMFYUI_PATH")
    if not place:
        pytest.skip("set COMFYUI_PATH to a checkout of ComfyUI to run against the real one")
    monkeypatch.syspath_prepend(place)
    # ComfyUI reads the command line of the process when it is imported.
    monkeypatch.setattr(sys, "argv", ["main.py", "--cpu"])
    return importlib.import_module("comfy_api.latest")


@pytest.fixture
def load_pack(fresh_modules: None) -> Callable[[], ModuleType]:
    """Imports the folder under a name made from its path, as ComfyUI does."""

    def load() -> ModuleType:
        name = str(PACK).replace(".", "_x_")
        spec = importlib.util.spec_from_file_location(
            name, PACK / "__init__.py", submodule_search_locations=[str(PACK)]
        )
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    return load
