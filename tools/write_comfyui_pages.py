"""Write the help of every ComfyUI node into the pack. Run it after changing a layer or a node."""

from __future__ import annotations

from comfyui_pages import help_pages
from stand_in_nodes import PACK, stand_in_nodes

FOLDER = PACK / "web" / "docs"

if __name__ == "__main__":
    pages = help_pages(stand_in_nodes())
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in set(FOLDER.glob("*.md")) - {FOLDER / name for name in pages}:
        old.unlink()
    for name, text in pages.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
