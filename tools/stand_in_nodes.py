"""The pack's nodes without ComfyUI, against the stand-in that it has itself."""

from __future__ import annotations

import asyncio
import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

PACK = Path(__file__).parents[1] / "comfyui-nodes"


def stand_in_nodes() -> dict[str, Any]:
    """Every node class by its id, in the order of the menu."""
    sys.path[:0] = [str(PACK / "netwright_nodes" / "standalone" / "stand_in"), str(PACK)]
    importlib.import_module("folder_paths").set_base(Path(tempfile.mkdtemp()))
    extension = importlib.import_module("netwright_nodes.extension").NetwrightExtension()
    nodes = asyncio.run(extension.get_node_list())
    return {node.GET_SCHEMA().node_id: node for node in nodes}
