"""Write the help of every ComfyUI node, and what is shown in other languages, into the pack.

Run it after changing a layer, a node or a translation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from comfyui_locales import locale_files, unused
from comfyui_pages import help_pages
from stand_in_nodes import PACK, stand_in_nodes


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files into the folder, and remove all others there."""
    for old in set(folder.rglob("*.*")) - {folder / name for name in files}:
        old.unlink()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def forget_unused(table: Path, nodes: Mapping[str, Any]) -> None:
    """Take out of a table of translations what no node says any more."""
    sentences = json.loads(table.read_text("utf-8"))
    kept = {said: sentences[said] for said in sorted(set(sentences) - unused(nodes, sentences))}
    text = json.dumps(kept, ensure_ascii=False, indent=0) + "\n"
    table.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    nodes = stand_in_nodes()
    for table in (PACK / "translations").glob("*.json"):
        forget_unused(table, nodes)
    write(PACK / "web" / "docs", help_pages(nodes))
    write(PACK / "locales", locale_files(nodes, PACK / "translations"))
