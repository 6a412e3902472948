"""The packages know each other only as the design says; each rule is shown to catch a breach."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from architecture import (
    ARROWS,
    TORCH_MODULES,
    Source,
    imports_of,
    private_imports,
    sources_in,
    torch_imports,
    unsafe_reading,
    wrong_arrows,
)
from declared import project_table, undeclared
from environment import ROOT

PROJECTS = sorted(file.parent for file in ROOT.glob("packages/*/pyproject.toml"))
SOURCES = [source for project in PROJECTS for source in sources_in(project / "src")]
PACK = ROOT / "comfyui-nodes"
# What stands in for ComfyUI's modules is under their names, and is on no path inside ComfyUI.
STAND_IN = "netwright_nodes.standalone.stand_in."
PACK_SOURCES = [
    s
    for s in sources_in(PACK)
    if s.module.startswith(("netwright_nodes.", "__init__")) and not s.module.startswith(STAND_IN)
]
# ComfyUI is there wherever the pack is, or what stands in for it.
COMFYUI = [
    "aiohttp",
    "comfy",
    "comfy-api",
    "comfy-execution",
    "folder-paths",
    "nodes",
    "server",
    "torch",
]


def snippet(module: str, code: str) -> Source:
    return Source(module, ast.parse(code))


def test_every_package_has_sources_to_read() -> None:
    assert {source.package for source in SOURCES} == set(ARROWS)


def test_modules_that_may_use_torch_exist() -> None:
    modules = [f"{source.module}." for source in SOURCES]
    for name in TORCH_MODULES:
        assert any(module.startswith(f"{name}.") for module in modules), name


@pytest.mark.parametrize("rule", [wrong_arrows, private_imports, torch_imports, unsafe_reading])
def test_packages_keep_the_rule(rule) -> None:  # type: ignore[no-untyped-def]
    found = [line for source in SOURCES for line in rule(source)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        "import netwright.training",
        "from netwright import training",
        "from netwright.training import Run",
        "def later():\n    from netwright.training.run import Run",
        "import importlib\nimportlib.import_module('netwright.training')",
        "from ..training import Run",
    ],
)
def test_an_arrow_against_the_design_is_found(code: str) -> None:
    assert len(wrong_arrows(snippet("netwright.layers.graph", code))) == 1


def test_arrows_of_the_design_are_allowed() -> None:
    code = "import netwright.layers\nfrom netwright.data import load\nfrom . import loop"
    assert wrong_arrows(snippet("netwright.training.run", code)) == []


@pytest.mark.parametrize(
    "code",
    [
        "from netwright.layers import _shapes",
        "from netwright.layers._shapes import infer",
        "import netwright.layers._shapes",
    ],
)
def test_a_private_name_of_a_sibling_is_found(code: str) -> None:
    assert len(private_imports(snippet("netwright.training.run", code))) == 1
    assert private_imports(snippet("netwright.layers.graph", code)) == []


@pytest.mark.parametrize("module", ["interfaces.files", "inference.session", "data.cache"])
@pytest.mark.parametrize(
    "code",
    [
        "import torch",
        "import torch.nn.functional as F",
        "def later():\n    from torchvision import io",
        "import netwright.data.batches",
        "from netwright.data import batches",
    ],
)
def test_torch_is_found_where_users_may_have_none(module: str, code: str) -> None:
    assert len(torch_imports(snippet(f"netwright.{module}", code))) == 1


def test_torch_is_allowed_in_the_modules_that_say_so() -> None:
    assert torch_imports(snippet("netwright.data.batches", "import torch")) == []
    assert torch_imports(snippet("netwright.data.augmentation.blur", "import torch")) == []
    assert torch_imports(snippet("netwright.data.augmentations", "import torch")) != []
    assert torch_imports(snippet("netwright.layers.graph", "import torch")) == []


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from pickle import loads",
        "eval(text)",
        "exec(text)",
        "torch.load(path)",
        "torch.load(path, weights_only=False)",
        "from torch import load",
        "np.load(path, allow_pickle=True)",
        "pandas.read_pickle(path)",
    ],
)
def test_reading_that_can_run_code_is_found(code: str) -> None:
    assert len(unsafe_reading(snippet("netwright.training.run", code))) == 1


def test_reading_that_runs_no_code_is_allowed() -> None:
    code = "module.eval()\ntorch.load(path, weights_only=True)\nnp.load(path, allow_pickle=False)"
    assert unsafe_reading(snippet("netwright.training.run", code)) == []


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_imports_of_a_package_are_declared(project: Path) -> None:
    table = project_table(project / "pyproject.toml")
    found = [line for source in sources_in(project / "src") for line in undeclared(source, table)]
    assert not found, "\n".join(found)


def test_imports_of_the_pack_are_declared() -> None:
    table = project_table(PACK / "pyproject.toml")
    table["dependencies"] = [*table["dependencies"], *COMFYUI]
    found = [line for source in PACK_SOURCES for line in undeclared(source, table)]
    assert not found, "\n".join(found)


def test_an_import_that_is_not_declared_is_found() -> None:
    table = {"name": "netwright-data", "dependencies": ["numpy>=1.26", "netwright-interfaces~=0.1"]}
    code = "import json, numpy, netwright.interfaces, PIL, netwright.layers"
    found = undeclared(snippet("netwright.data.cache", code), table)
    assert [line.rpartition(" ")[2] for line in found] == ["'pillow'", "'netwright-layers'"]


def test_an_extra_counts_only_for_the_modules_that_need_it() -> None:
    table = {"name": "netwright-data", "optional-dependencies": {"torch": ["torch>=2.6"]}}
    assert undeclared(snippet("netwright.data.batches", "import torch"), table) == []
    assert len(undeclared(snippet("netwright.data.cache", "import torch"), table)) == 1


def test_one_file_of_the_pack_imports_comfy_api() -> None:
    found = [one for source in PACK_SOURCES for one in imports_of(source)]
    assert {one.module for one in found if one.reaches(["comfy_api"])} == {
        "netwright_nodes.comfyui"
    }


def test_the_pack_reads_nothing_that_can_run_code() -> None:
    found = [line for source in PACK_SOURCES for line in unsafe_reading(source)]
    assert not found, "\n".join(found)
