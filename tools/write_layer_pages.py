"""Write the reference pages of all layers into docs/layers. Run it after changing a layer."""

from __future__ import annotations

from pathlib import Path

from netwright.layers.pages.reference import reference_pages
from netwright.layers.registry import own_layer_types

FOLDER = Path(__file__).parents[1] / "docs/layers"

if __name__ == "__main__":
    pages = reference_pages(own_layer_types().values())
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in set(FOLDER.glob("*.md")) - {FOLDER / name for name in pages}:
        old.unlink()
    for name, text in pages.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
