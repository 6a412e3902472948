"""Loads the pack the way ComfyUI's `load_custom_node` does, against a stand-in or the real one."""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PACK = Path(__file__).resolve().parents[1]
STAND_IN = PACK / "netwright_nodes" / "standalone" / "stand_in"


@pytest.fixture
def fresh_modules() -> Iterator[None]:
    """Modules imported during a test are forgotten after it, but for those that take seconds."""
    before = dict(sys.modules)
    yield
    for name in set(sys.modules) - set(before):
        if _of_the_host(name):
            del sys.modules[name]


def _of_the_host(name: str) -> bool:
    tops = ("comfy", "comfy_api", "comfy_execution", "folder_paths", "nodes", "server")
    return name.partition(".")[0] in (*tops, "netwright_nodes") or name.startswith(_pack_name())


def _pack_name() -> str:
    return str(PACK).replace(".", "_x_")


@pytest.fixture
def stand_in_comfyui(fresh_modules: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The stand-in's `comfy_api.latest`."""
    monkeypatch.syspath_prepend(STAND_IN)
    monkeypatch.setenv("NETWRIGHT_LIBRARY", "")  # The pack adds its folder of blocks to it.
    latest = importlib.import_module("comfy_api.latest")
    importlib.import_module("folder_paths").set_base(tmp_path)
    return latest


@pytest.fixture
def load_pack(fresh_modules: None) -> Callable[[], ModuleType]:
    """Imports the folder under a name made from its path, as ComfyUI does."""

    def load() -> ModuleType:
        name = _pack_name()
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


@pytest.fixture(scope="session")
def running_comfyui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A real ComfyUI, started once; None where COMFYUI_PATH names none."""
    place = os.environ.get("COMFYUI_PATH")
    if not place:
        yield None
        return
    from host.real import RealHost

    host = RealHost(Path(place), PACK, tmp_path_factory.mktemp("comfyui"))
    yield host
    host.close()


@pytest.fixture(params=["small", "real"])
def host(request: pytest.FixtureRequest, running_comfyui: Any) -> Any:
    """What runs prompts: the small host, and the real ComfyUI where there is one."""
    if request.param == "small":
        return request.getfixturevalue("small_host")
    if running_comfyui is None:
        pytest.skip("set COMFYUI_PATH to a checkout of ComfyUI to run against the real one")
    return running_comfyui


@pytest.fixture
def small_host(stand_in_comfyui: Any, load_pack: Callable[[], ModuleType], tmp_path: Path) -> Any:
    """The small host alone, for what need not be shown on both."""
    from netwright_nodes.standalone.small import SmallHost

    return SmallHost(load_pack(), tmp_path)


@pytest.fixture(scope="module")
def sketched_nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The node classes by id, loaded once for all tests of a file that run none of them."""
    before = dict(sys.modules)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(STAND_IN)
        patch.setenv("NETWRIGHT_LIBRARY", "")
        importlib.import_module("folder_paths").set_base(tmp_path_factory.mktemp("base"))
        extension = importlib.import_module("netwright_nodes.extension").NetwrightExtension()
        yield {node.GET_SCHEMA().node_id: node for node in asyncio.run(extension.get_node_list())}
    for name in set(sys.modules) - set(before):
        if _of_the_host(name):
            del sys.modules[name]


@pytest.fixture
def canvas() -> Any:
    """An empty canvas."""
    from canvas import Canvas
    from golden_nodes import defaults

    return Canvas(defaults())
