"""Runs every Markdown file, each in a process and a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from environment import ROOT

LONGEST_SECONDS = 900


def main(names: Sequence[str]) -> int:
    """Run the named files, or all; 1 where one failed or there was none."""
    files = [Path(name).resolve() for name in names] or documents(ROOT)
    results = [run_apart(file) for file in files]
    print(f"docs: {results.count(True)} passed, {results.count(False)} failed")
    return 0 if results and all(results) else 1


def documents(root: Path) -> list[Path]:
    """The Markdown files whose examples are run."""
    # docs/layers is left to tests/test_layer_pages.py, which runs its 110 pages in one process.
    patterns = ("README.md", "packages/*/README.md", "comfyui-nodes/README.md", "docs/*.md")
    return [file for pattern in patterns for file in sorted(root.glob(pattern))]


def run_apart(file: Path) -> bool:
    """Run the blocks of `file` in a new folder; whether all that were run passed."""
    command = [sys.executable, "-m", "runnable_docs.run_file", str(file)]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            ended = subprocess.run(command, cwd=folder, env=_variables(), timeout=LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            print(f"FAILED  {file}: still running after {LONGEST_SECONDS} s")
            return False
    return ended.returncode == 0


def _variables() -> dict[str, str]:
    """Those of a reader who has just installed Netwright."""
    scripts = str(Path(sys.executable).parent)
    return {
        **os.environ,
        "PATH": os.pathsep.join([scripts, os.environ.get("PATH", os.defpath)]),
        "PYTHONPATH": str(ROOT / "tools"),
        # A window would wait for somebody to close it.
        "MPLBACKEND": "Agg",
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
