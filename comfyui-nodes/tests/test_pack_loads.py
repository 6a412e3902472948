"""ComfyUI finds the pack's entry point and gets its nodes."""

from __future__ import annotations

import ast
import asyncio
import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from netwright.layers import layer_types

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PACK = Path(__file__).resolve().parents[1]


def nodes_of(pack: ModuleType, comfyui: ModuleType) -> list[Any]:
    """What ComfyUI does with a pack that it has imported."""

    async def ask() -> list[Any]:
        extension = await pack.comfy_entrypoint()
        assert isinstance(extension, comfyui.ComfyExtension)
        await extension.on_load()
        return list(await extension.get_node_list())

    return asyncio.run(ask())


def test_comfyui_gets_a_list_of_nodes(
    load_pack: Callable[[], ModuleType], stand_in_comfyui: ModuleType
) -> None:
    ids = {node.GET_SCHEMA().node_id for node in nodes_of(load_pack(), stand_in_comfyui)}
    assert {f"NetwrightLayer{op}" for op in layer_types()} < ids


def test_the_entry_point_is_a_coroutine_function(load_pack: Callable[[], ModuleType]) -> None:
    assert inspect.iscoroutinefunction(load_pack().comfy_entrypoint)


def test_importing_the_pack_needs_no_comfyui(load_pack: Callable[[], ModuleType]) -> None:
    assert "comfy_api" not in sys.modules
    load_pack()
    assert "comfy_api" not in sys.modules


def test_importing_the_pack_imports_no_torch() -> None:
    code = "import sys, netwright_nodes; sys.exit('torch' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=PACK, check=True)


def test_requirements_are_those_of_the_project_and_name_no_torch() -> None:
    project = tomllib.loads((PACK / "pyproject.toml").read_text("utf-8"))["project"]
    lines = (PACK / "requirements.txt").read_text("utf-8").splitlines()
    required = [line for line in lines if not line.startswith("#")]
    assert required == project["dependencies"]
    assert not [line for line in required if line.startswith("torch")]


@pytest.mark.parametrize("file", sorted(PACK.glob("netwright_nodes/**/*.py")), ids=lambda f: f.name)
def test_files_of_the_pack_import_each_other_relatively(file: Path) -> None:
    """ComfyUI loads the pack under another name, so `netwright_nodes` is not to be found there."""
    absolute = [
        node.module
        for node in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(node, ast.ImportFrom) and node.level == 0
    ]
    assert not [module for module in absolute if module and module.startswith("netwright_nodes")]
