"""Installing the pack into a ComfyUI: linked, looked over, taken out; its torch stays."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from comfyui_install.checkout import PACK
from comfyui_install.packages import held, places
from install_comfyui import main


@pytest.fixture
def comfyui(tmp_path: Path) -> Path:
    """What a checkout of ComfyUI looks like from outside."""
    folder = tmp_path / "Comfy UI ü"
    for name in ("comfy_api", "custom_nodes"):
        (folder / name).mkdir(parents=True)
    (folder / "main.py").touch()
    (folder / "comfyui_version.py").write_text('__version__ = "0.8.0"\n')
    return folder


def run(folder: Path, *options: str) -> int:
    return main([str(folder), "--python", sys.executable, "--no-packages", *options])


def test_the_pack_is_linked_and_taken_out_again(comfyui: Path) -> None:
    place = comfyui / "custom_nodes" / "comfyui-netwright"
    assert run(comfyui) == 0
    assert place.resolve() == PACK
    assert run(comfyui) == 0, "a second time is as good as the first"
    assert run(comfyui, "--uninstall") == 0
    assert not place.exists()
    assert (PACK / "__init__.py").is_file()


def test_a_copy_leads_nowhere_else(comfyui: Path) -> None:
    place = comfyui / "custom_nodes" / "comfyui-netwright"
    assert run(comfyui, "--copy") == 0
    assert not place.is_symlink()
    assert (place / "__init__.py").is_file()
    assert not (place / "tests").exists()
    assert run(comfyui, "--uninstall") == 0
    assert not place.exists()


def test_the_portable_build_is_found_by_its_own_folder(comfyui: Path) -> None:
    inner = comfyui / "ComfyUI"
    inner.mkdir()
    for name in ("comfy_api", "custom_nodes", "main.py", "comfyui_version.py"):
        (comfyui / name).rename(inner / name)
    assert run(comfyui) == 0
    assert (inner / "custom_nodes" / "comfyui-netwright").exists()


def test_what_is_no_comfyui_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path) == 2
    assert "InstallError: there is no ComfyUI in" in capsys.readouterr().err


def test_something_else_of_the_name_is_left_alone(
    comfyui: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (comfyui / "custom_nodes" / "comfyui-netwright").mkdir()
    assert run(comfyui) == 2
    assert run(comfyui, "--uninstall") == 2
    assert "is there already and is not this checkout's" in capsys.readouterr().err


def test_the_doctor_finds_all_well(comfyui: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(comfyui)
    assert run(comfyui, "--doctor") == 0
    said = capsys.readouterr().out
    assert "well   ComfyUI 0.8.0 in" in said
    assert "well   netwright-training 0.1.0" in said


def test_the_doctor_names_what_is_wrong(comfyui: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (comfyui / "comfyui_version.py").write_text('__version__ = "0.3.10"\n')
    (comfyui / "custom_nodes" / "comfyui-Build-and-train-your-network").mkdir()
    assert run(comfyui, "--doctor") == 1
    said = capsys.readouterr().out
    assert "fix: update ComfyUI: 0.3.64 is the oldest" in said
    assert "wrong  the pack is not at" in said
    assert "wrong  the original pack is installed too" in said


def test_pip_is_held_to_the_torch_that_is_there() -> None:
    assert held({"torch": "2.7.1+cu128"}) == ["torch==2.7.1+cu128"]
    words = places(copy=False)
    assert words[:2] == ["--editable", str(PACK.parent / "packages" / "interfaces")]
    assert f"{PACK.parent / 'packages' / 'layers'}[backbones,diagram]" in words
    assert "numpy>=1.26" in words
    assert not [word for word in words if word.startswith("netwright-")]
