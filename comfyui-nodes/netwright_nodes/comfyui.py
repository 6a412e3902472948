"""All that is used of ComfyUI. No other file of the pack imports anything of it."""

from __future__ import annotations

from pathlib import Path

import folder_paths
from comfy_api.latest import ComfyExtension, io, ui

__all__ = ["ComfyExtension", "input_folder", "io", "models_folders", "output_folder", "ui"]

_MODELS = "netwright"


def input_folder() -> Path:
    """Where people put what ComfyUI is to read."""
    return Path(folder_paths.get_input_directory())


def output_folder() -> Path:
    """Where ComfyUI writes what is to be kept."""
    return Path(folder_paths.get_output_directory())


def models_folders() -> list[Path]:
    """The folders that models of Netwright are looked for in; the first one is written to."""
    return [Path(folder) for folder in folder_paths.get_folder_paths(_MODELS)]


def register_models_folder() -> None:
    """Tell ComfyUI of the folder `models/netwright`, beside those that its own settings add."""
    folder = Path(folder_paths.models_dir) / _MODELS
    folder_paths.add_model_folder_path(_MODELS, str(folder), is_default=True)
