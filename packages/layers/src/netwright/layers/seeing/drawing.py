"""Drawing a network: Graphviz's layout, from the package pygraphviz or the program `dot`.

Graphviz runs in a process of its own, so that a graph that is too much for it takes nothing down.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from netwright.interfaces.documents import Network
from netwright.interfaces.errors import UsageError
from netwright.interfaces.files import write_atomic
from netwright.layers.checked import CheckedNetwork
from netwright.layers.seeing.diagram import dot

FORMATS = ("svg", "png")

_LONGEST_SECONDS = 60
# An inch of a diagram is 72 points; this gives two dots a point, sharp on today's screens.
_DOTS = "-Gdpi=144"
_PYGRAPHVIZ = (
    "import sys, pygraphviz; graph = pygraphviz.AGraph(string=sys.stdin.buffer.read().decode());"
    "sys.stdout.buffer.write(graph.draw(format=sys.argv[1], prog='dot', args=sys.argv[2]))"
)


def draw(network: Network | CheckedNetwork, path: str | Path, *, blocks: bool = False) -> Path:
    """Draw a network, top to bottom, into a file that is replaced if it is there.

    Args:
        network: The document, or what `check` gave for it.
        path: The file; its ending, ``.svg`` or ``.png``, says the format.
        blocks: Whether blocks are drawn with what is in them; otherwise each is one box.

    Raises:
        NetwrightError: The network is not valid; see `check`.
        UsageError: The ending is another, Graphviz is not there, or the graph is too large for it.
    """
    path = Path(path)
    format = path.suffix.lower().removeprefix(".")
    if format not in FORMATS:
        raise UsageError(
            f"a diagram is an SVG or a PNG file, but {path.name!r} ends in neither.",
            fix=f"write {path.stem}.svg or {path.stem}.png.",
        )
    write_atomic(path, _laid_out(dot(network, blocks=blocks), format))
    return path


def _laid_out(graph: str, format: str) -> bytes:
    command = _graphviz(format)
    try:
        done = subprocess.run(
            command, input=graph.encode(), capture_output=True, timeout=_LONGEST_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise _too_large(f"takes longer than {_LONGEST_SECONDS} s") from None
    if done.returncode or not done.stdout:
        reason = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise _too_large(f"failed ({reason or f'exit code {done.returncode}'})")
    return done.stdout


def _graphviz(format: str) -> list[str]:
    dots = _DOTS if format == "png" else ""
    if importlib.util.find_spec("pygraphviz"):
        return [sys.executable, "-c", _PYGRAPHVIZ, format, dots]
    if program := shutil.which("dot"):
        return [program, f"-T{format}", *dots.split()]
    raise UsageError(
        "drawing needs Graphviz, and neither the package pygraphviz nor the program dot is there.",
        fix="pip install 'netwright-layers[diagram]'",
    )


def _too_large(what: str) -> UsageError:
    return UsageError(
        f"Graphviz's layout of this network {what}.",
        fix="leave --blocks out, put repeated layers into blocks, or draw a part of the network.",
    )
