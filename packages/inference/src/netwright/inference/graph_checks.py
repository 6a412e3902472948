"""What onnxruntime must not get: graphs that never end, unfold without end, or stop the process.

onnxruntime checks shapes, sizes and types itself, and refuses what does not fit. Three things it
does not: a loop runs as often as it says, functions that call functions are copied into each other,
and the smallest whole number divided by -1 ends the process.
"""

from __future__ import annotations

from collections import Counter

from netwright.inference.onnx_nodes import Body, Node, messages, read_function, read_graph
from netwright.inference.onnx_outline import MOST_NODES
from netwright.inference.whole_division import unsafe_division
from netwright.inference.wire import fields

_GRAPH, _OPSET_IMPORT, _FUNCTION = 7, 8, 25
_DEEPEST = 50
"""Functions that call functions; exporters write two or three levels of them."""

_DOMAINS = frozenset({"", "ai.onnx", "ai.onnx.ml", "com.microsoft"})
"""Those that onnxruntime brings operators for; ``com.microsoft`` has those of quantised models."""

_Name = tuple[str, str]


def problem_of(content: bytes) -> str | None:
    """What is wrong with the graph in the ONNX file whose bytes are `content`, as a sentence.

    Raises:
        BrokenMessage: The file is damaged.
    """
    graphs: list[Body] = []
    functions: dict[_Name, Body] = {}
    domains: set[str] = set()
    for number, value in messages(memoryview(content)):
        if number == _GRAPH:
            graphs += _with_subgraphs(read_graph(value))
        elif number == _FUNCTION:
            body = read_function(value)
            functions[body.name] = body
        elif number == _OPSET_IMPORT:
            domain = dict(fields(value)).get(1)
            domains.add(str(domain, "utf-8", "replace") if isinstance(domain, memoryview) else "")
    inside = [part for body in functions.values() for part in _with_subgraphs(body)]
    return (
        _foreign(domains - {domain for domain, _ in functions})
        or _too_many(graphs, functions)
        or _endless([*graphs, *inside])
        or unsafe_division([*graphs, *inside])
    )


def _with_subgraphs(body: Body) -> list[Body]:
    found, nodes = [body], 0
    for each in found:  # Which grows meanwhile: a hostile file may nest graphs without end.
        nodes += len(each.nodes)
        if nodes <= MOST_NODES:
            found += (read_graph(inner) for node in each.nodes for inner in node.subgraphs())
    return found


def _foreign(domains: set[str]) -> str | None:
    for domain in sorted(domains - _DOMAINS):
        # Only named in the file, it does no harm: exporters leave such traces.
        if not domain.startswith(("ai.onnx.", "com.microsoft.", "pkg.")):
            return f"it needs operators of the domain {domain!r}, which onnxruntime does not have"
    return None


def _too_many(graphs: list[Body], functions: dict[_Name, Body]) -> str | None:
    calls = {name: _calls(_with_subgraphs(body)) for name, body in functions.items()}
    if _size(_calls(graphs), calls, {}) > MOST_NODES:
        return f"its graph has more than {MOST_NODES:,} nodes"
    return None


def _calls(bodies: list[Body]) -> Counter[_Name]:
    return Counter((node.domain, node.op) for body in bodies for node in body.nodes)


def _size(
    called: Counter[_Name],
    calls: dict[_Name, Counter[_Name]],
    sizes: dict[_Name, int],
    depth: int = 0,
) -> int:
    """The nodes of a graph once its functions are copied into it, counted up to the most."""
    if depth > _DEEPEST:
        return MOST_NODES + 1
    for name in called:
        if name in calls and name not in sizes:
            sizes[name] = MOST_NODES + 1  # Which it is, if it comes to call itself.
            sizes[name] = _size(calls[name], calls, sizes, depth + 1)
    nodes = sum(count * sizes.get(name, 1) for name, count in called.items())
    return min(MOST_NODES + 1, nodes)


def _endless(bodies: list[Body]) -> str | None:
    if any(_is_loop(node) for body in bodies for node in body.nodes):
        return "its graph has a loop, which may never end"
    return None


def _is_loop(node: Node) -> bool:
    return node.op == "Loop" and node.domain in ("", "ai.onnx")
