"""Applies the fix of an error to a network, as a person would who follows its words.

A fix begins with one of these forms; more words may follow.

    set NAME=VALUE[, NAME=VALUE ...]         changes parameters of the failing node
    leave NAME out                           removes a parameter of it
    put OP(NAME=VALUE)[, OP()] before it     inserts nodes on the edge that the error names;
                                             "before that input" and "... and set NAME=VALUE" too
    did you mean 'NAME'?                     replaces a misspelt op or reference
    write 'NAME' instead of 'WRONG'          renames a parameter

VALUE is a number, a quoted text, True, False, None or a list, as Python writes them.
"""

from __future__ import annotations

import ast
import re
from typing import Any

from netwright.interfaces.documents import Network
from netwright.interfaces.errors import NetwrightError

_VALUE = r"""\[[^\]]*\]|"[^"]*"|'[^']*'|True|False|None|-?\d+(?:\.\d+)?(?:e-?\d+)?"""
_SETTINGS = rf"set (?P<settings>\w+=(?:{_VALUE})(?:, \w+=(?:{_VALUE}))*)"


def apply_fix(network: Network, error: NetwrightError) -> Network:
    """The network, mended as the error's fix says; AssertionError when it has no known form."""
    content = network.model_dump(mode="json")
    node = next(node for node in content["nodes"] if node["id"] == _failing_node(error))
    fix = error.fix
    if found := re.match(rf"put (.+?) before (?:it|that input)\b(?: and {_SETTINGS})?", fix):
        _insert(content, node, _edge(error), found.group(1))
        node["params"] |= _settings(found["settings"])
    elif found := re.match(_SETTINGS, fix):
        node["params"] |= _settings(found["settings"])
    elif found := re.match(r"leave (\w+) out", fix):
        del node["params"][found.group(1)]
    elif found := re.match(r"write '(\w+)' instead of '(\w+)'", fix):
        node["params"][found.group(1)] = node["params"].pop(found.group(2))
    elif found := re.match(r"did you mean '([\w.]+)'\?", fix):
        _replace(node, error, found.group(1))
    else:
        raise AssertionError(f"a fix that nobody can apply: {fix}")
    return Network.from_dict(content)


def _failing_node(error: NetwrightError) -> str:
    # "'head' (Linear) expects ..." of a ShapeError; the others name it as a place.
    found = re.match(r"'(\w+)' \(", error.message) or re.match(r"node '(\w+)'", error.message)
    return found.group(1) if found else error.places["node"].split(" ")[0]


def _edge(error: NetwrightError) -> str:
    """What the failing node reads at the input in question: the last but one step of the path."""
    return error.places["path"].split(" → ")[-2].split(" ")[0]


def _settings(text: str | None) -> dict[str, Any]:
    if text is None:
        return {}
    return _keywords(ast.parse(f"layer({text})", mode="eval").body)


def _keywords(call: ast.expr) -> dict[str, Any]:
    assert isinstance(call, ast.Call)
    assert not call.args
    return {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in call.keywords}


def _insert(content: dict[str, Any], node: dict[str, Any], edge: str, layers: str) -> None:
    calls = ast.parse(f"({layers},)", mode="eval").body
    assert isinstance(calls, ast.Tuple)
    reference = edge
    for call in calls.elts:
        assert isinstance(call, ast.Call)
        assert isinstance(call.func, ast.Name)
        id = f"mended_{len(content['nodes'])}"
        new = {"op": call.func.id, "params": _keywords(call)}
        content["nodes"].append({"id": id, "inputs": [reference], **new})
        reference = id
    # Where one node is wired into several inputs, the last of them is the one that does not fit.
    last = len(node["inputs"]) - 1 - node["inputs"][::-1].index(edge)
    node["inputs"][last] = reference


def _replace(node: dict[str, Any], error: NetwrightError, name: str) -> None:
    if error.message.startswith("there is no layer"):
        node["op"] = name
    else:
        found = re.search(r"reads '([\w.]+)'", error.message)
        assert found
        node["inputs"] = [name if ref == found.group(1) else ref for ref in node["inputs"]]
