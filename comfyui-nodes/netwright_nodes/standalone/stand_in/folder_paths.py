"""Where ComfyUI reads and writes: folders under one base folder."""

from __future__ import annotations

from pathlib import Path

models_dir = ""
_base = Path()
_models: dict[str, list[str]] = {}


def set_base(folder: Path) -> None:
    """What `--base-directory` sets."""
    global models_dir, _base
    _base, models_dir = folder, str(folder / "models")
    _models.clear()
    for name in ("input", "output", "temp", "models", "custom_nodes"):
        (folder / name).mkdir(exist_ok=True)
    _models["custom_nodes"] = [str(folder / "custom_nodes")]


def get_input_directory() -> str:
    return str(_base / "input")


def get_output_directory() -> str:
    return str(_base / "output")


def get_temp_directory() -> str:
    return str(_base / "temp")


def add_model_folder_path(name: str, path: str, is_default: bool = False) -> None:
    paths = _models.setdefault(name, [])
    if path not in paths:
        paths.insert(0 if is_default else len(paths), path)


def get_folder_paths(name: str) -> list[str]:
    return list(_models[name])
