"""A canvas as the page saves it, whatever came: its prompt, and what people call its nodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from netwright.interfaces.errors import UsageError

from ..standalone.canvas import prompt_of_canvas
from ..standalone.outcome import Prompt
from ..standalone.subgraphs import scopes_in
from .described import Described

_MOST_NODES = 5_000
_MOST_SOCKETS = 50_000
_LONGEST_TITLE = 60


class Canvas(NamedTuple):
    """What is on a canvas.

    Attributes:
        prompt: Nodes by their names, subgraphs taken apart.
        titles: The names that a person gave to nodes.
    """

    prompt: Prompt
    titles: dict[str, str]


def read_canvas(workflow: dict[str, Any], known: Mapping[str, Described]) -> Canvas:
    """The prompt of a canvas and its nodes' titles.

    Args:
        workflow: What the page saves.
        known: The nodes that are known, by id.

    Raises:
        UsageError: It is none, or larger than what anybody wires.
    """
    try:
        titles = _titles(workflow)
        return Canvas(prompt_of_canvas(workflow, dict(known)), titles)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise UsageError(
            f"the canvas is not as ComfyUI saves it ({str(repr(error))[:200]}).",
            fix="save the workflow, and open it again.",
        ) from None


def _titles(workflow: dict[str, Any]) -> dict[str, str]:
    """The titles by name. Subgraphs in subgraphs multiply, so all is counted meanwhile."""
    titles: dict[str, str] = {}
    nodes = sockets = 0
    for scope in scopes_in(workflow):
        nodes += len(scope.nodes)
        sockets += sum(len(node.get("inputs") or ()) for node in scope.nodes.values())
        if nodes > _MOST_NODES or sockets > _MOST_SOCKETS:
            raise UsageError(
                f"the canvas has more than {_MOST_NODES:,} nodes or {_MOST_SOCKETS:,} inputs.",
                fix="split the workflow, or use fewer subgraphs within subgraphs.",
            )
        for node in scope.nodes.values():
            if title := node.get("title"):
                titles[scope.name_of(node)] = shortened(str(title), _LONGEST_TITLE)
    return titles


def shortened(text: str, most: int) -> str:
    """A text on one line and of at most so many letters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
