"""Write the example workflows of the ComfyUI pack: python tools/write_comfyui_examples.py"""

from __future__ import annotations

import json

from comfyui_examples import examples
from stand_in_nodes import PACK, stand_in_nodes


def main() -> None:
    """Write a file for each."""
    folder = PACK / "example_workflows"
    folder.mkdir(exist_ok=True)
    for name, workflow in examples(stand_in_nodes()).items():
        text = json.dumps(workflow, indent=1, ensure_ascii=False) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
