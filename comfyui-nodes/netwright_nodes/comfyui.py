"""All that is used of ComfyUI. No other file of the pack imports anything of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import folder_paths
import nodes
from comfy import model_management
from comfy.utils import ProgressBar
from comfy_api.latest import ComfyExtension, io, ui
from comfy_execution.graph_utils import ExecutionBlocker
from server import PromptServer

__all__ = [
    "ComfyExtension",
    "Interrupted",
    "ProgressBar",
    "announce",
    "blocked",
    "custom_node_folders",
    "free_the_gpu",
    "input_folder",
    "interrupt",
    "io",
    "is_interrupted",
    "known_node_ids",
    "models_folders",
    "output_folder",
    "register_models_folder",
    "server_routes",
    "stop_if_interrupted",
    "tell",
    "ui",
]

_MODELS = "netwright"

Interrupted: type[BaseException] = model_management.InterruptProcessingException
"""What ends a node as interrupted."""


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


def custom_node_folders() -> list[Path]:
    """The packs that are installed, this one among them."""
    above = map(Path, folder_paths.get_folder_paths("custom_nodes"))
    return [place for folder in above if folder.is_dir() for place in folder.iterdir()]


def known_node_ids() -> set[str]:
    """The ids of the nodes that ComfyUI has loaded so far."""
    return set(nodes.NODE_CLASS_MAPPINGS)


def is_interrupted() -> bool:
    """Whether the person has pressed cancel."""
    return bool(model_management.processing_interrupted())


def stop_if_interrupted() -> None:
    """End the node as interrupted, if the person has pressed cancel."""
    model_management.throw_exception_if_processing_interrupted()


def blocked() -> Any:
    """In the place of a value that there is none of: what needs it does not run."""
    return ExecutionBlocker(None)


def interrupt() -> NoReturn:
    """End the node as interrupted."""
    stop_if_interrupted()  # So that the button is not taken for pressed by the next prompt.
    raise Interrupted


def free_the_gpu() -> None:
    """Have ComfyUI's own models leave the GPU, where this ComfyUI knows how."""
    for name in ("unload_all_models", "soft_empty_cache"):
        if free := getattr(model_management, name, None):
            free()


def tell(text: str, unique_id: Any) -> None:
    """Show a line of text in a node while it runs."""
    PromptServer.instance.send_progress_text(text, unique_id)


def announce(kind: str, content: Any) -> None:
    """Tell every page that is open."""
    PromptServer.instance.send_sync(kind, content)


def server_routes() -> Any:
    """The table of the server's routes, of aiohttp; None where no server runs."""
    return getattr(PromptServer.instance, "routes", None)
