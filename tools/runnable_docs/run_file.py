"""Runs the blocks of one Markdown file, in the folder it is started in.

`python -m runnable_docs.run_file FILE` is a process of its own for each file, which the file's
python blocks share.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import traceback
from pathlib import Path
from types import ModuleType

from runnable_docs.blocks import Block, DocumentError, blocks_of


def run_file(file: Path) -> int:
    """Run the blocks in their order up to the first that fails; 1 where one failed."""
    try:
        blocks = blocks_of(file.read_text("utf-8"))
    except DocumentError as error:
        print(f"FAILED  {file}:{error}")
        return 1
    # The blocks are a program of their own; what is defined there can be looked up by its module.
    program = sys.modules["__main__"] = ModuleType("__main__")
    for block in blocks:
        if block.not_run is not None:
            print(f"not run {file}:{block.line} {block.language}: {block.not_run}", flush=True)
        elif not _run(file, block, program):
            return 1
    return 0


def _run(file: Path, block: Block, program: ModuleType) -> bool:
    began = time.monotonic()
    passed = _run_python(file, block, program) if block.language == "python" else _run_shell(block)
    word = "passed " if passed else "FAILED "
    seconds = time.monotonic() - began
    print(f"{word} {file}:{block.line} {block.language} ({seconds:.1f} s)", flush=True)
    return passed


def _run_python(file: Path, block: Block, program: ModuleType) -> bool:
    # Empty lines before it make the line numbers of a traceback those of the file.
    source = "\n" * (block.line - 1) + block.code
    try:
        exec(compile(source, str(file), "exec"), vars(program))  # noqa: S102
    except BaseException:
        traceback.print_exc(file=sys.stdout)
        return False
    return True


def _run_shell(block: Block) -> bool:
    shell = shutil.which("sh")
    if shell is None:
        print("there is no `sh` on this machine; Git for Windows brings one")
        return False
    # -x shows each command before what it prints, so that the one that failed is seen.
    ended = subprocess.run(
        [shell, "-e", "-x", "-c", block.code],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if ended.returncode != 0:
        print(ended.stdout)
    return ended.returncode == 0


if __name__ == "__main__":
    # It let this file be found, and is no part of a reader's environment.
    os.environ.pop("PYTHONPATH", None)
    sys.exit(run_file(Path(sys.argv[1])))
