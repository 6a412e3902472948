"""What is looked at before a prompt runs: that inputs are there, of their type, in their range."""

from __future__ import annotations

import inspect
from typing import Any

from .outcome import Prompt
from .sockets import Socket, grouped, is_wire, sockets_of

_CONVERSIONS = {"INT": int, "FLOAT": float, "STRING": str, "BOOLEAN": bool}


def problems_of(prompt: Prompt, nodes: dict[str, Any], output: str) -> dict[str, list[str]]:
    """What is wrong with a node and those it depends on, by node. Values become of their type."""
    problems: dict[str, list[str]] = {}
    waiting, seen = [output], set()
    while waiting:
        id = waiting.pop()
        if id in seen:
            continue
        seen.add(id)
        found = _problems(prompt, nodes, id)
        if found:
            problems[id] = found
        waiting += [value[0] for value in prompt[id]["inputs"].values() if is_wire(value)]
    return problems


def _problems(prompt: Prompt, nodes: dict[str, Any], id: str) -> list[str]:
    node, given = nodes[prompt[id]["class_type"]], prompt[id]["inputs"]
    sockets = sockets_of(node.GET_SCHEMA(), given)
    own = _checked_by_node(node)
    found: list[str] = []
    for socket in sockets.values():
        if socket.name in given:
            found += _wrong(socket, given, prompt, nodes, checked=socket.name in own)
        elif not socket.optional:
            found.append(f"Required input is missing: {socket.name}")
    return found + _refusal(node, sockets, given, own)


def _checked_by_node(node: Any) -> list[str]:
    check = getattr(node, "validate_inputs", None)
    return inspect.getfullargspec(check).args[1:] if check else []


def _wrong(
    socket: Socket, given: dict[str, Any], prompt: Prompt, nodes: dict[str, Any], *, checked: bool
) -> list[str]:
    value, name = given[socket.name], socket.name
    if is_wire(value):
        outputs = nodes[prompt[value[0]]["class_type"]].GET_SCHEMA().outputs
        came = outputs[value[1]].io_type
        if "*" in (came, socket.io_type) or {*came.split(",")} & {*socket.io_type.split(",")}:
            return []
        return [f"Return type mismatch between linked nodes: {name}, {came}"]
    try:
        value = given[name] = _CONVERSIONS.get(socket.io_type, lambda v: v)(value)
    except (ValueError, TypeError) as error:
        return [f"Failed to convert an input value to a {socket.io_type} value: {name}, {error}"]
    return [] if checked else _out_of_range(socket, value)


def _out_of_range(socket: Socket, value: Any) -> list[str]:
    low, high = socket.options.get("min"), socket.options.get("max")
    if low is not None and value < low:
        return [f"Value {value} smaller than min of {low}: {socket.name}"]
    if high is not None and value > high:
        return [f"Value {value} bigger than max of {high}: {socket.name}"]
    if socket.io_type == "COMBO" and value not in socket.options["options"]:
        return [f"Value not in list: {socket.name}: {value!r}"]
    return []


def _refusal(
    node: Any, sockets: dict[str, Socket], given: dict[str, Any], own: list[str]
) -> list[str]:
    """What the node itself says; a wired input is not known yet, and comes as None."""
    names = [name for name in given if name in own and name in sockets]
    if not own:
        return []
    values = {name: None if is_wire(given[name]) else given[name] for name in names}
    # Those that grow come along, whether the node asks for them or not.
    growing = {name: None for name in given if name in sockets and "." in name}
    said = node.validate_inputs(**grouped(values | growing, node.GET_SCHEMA()))
    if said is True:
        return []
    return [f"Custom validation failed for node: {name} - {said}" for name in names]
