"""What an ONNX file says about itself, read before anything runs it.

A model file comes from anywhere, so its outline is read first, in Python: that it is whole, its
metadata, and whether it wants other files to be opened. Field numbers are those of onnx.proto,
which never change their meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap

from netwright.inference.wire import BrokenMessage, fields

_GRAPH, _OPSET_IMPORT, _METADATA_PROPS = 7, 8, 14
_KEY, _VALUE = 1, 2
_EXTERNAL_DATA, _DATA_LOCATION = 13, 14

MOST_NODES = 50_000
"""As many take onnxruntime some seconds; networks of hundreds of layers have a few thousand."""

# For each message, the fields that lead to a tensor.
_LEADS_TO_TENSORS: dict[str, dict[int, str]] = {
    "model": {7: "graph", 20: "training", 25: "function"},
    "graph": {1: "node", 5: "tensor", 15: "sparse tensor"},
    "training": {1: "graph", 2: "graph"},
    "function": {7: "node", 11: "attribute"},
    "node": {5: "attribute"},
    "attribute": {
        5: "tensor",
        6: "graph",
        10: "tensor",
        11: "graph",
        22: "sparse tensor",
        23: "sparse tensor",
    },
    "sparse tensor": {1: "tensor", 2: "tensor"},
}


class NotOnnx(ValueError):
    """The content is something else than an ONNX model."""


@dataclass(frozen=True)
class Outline:
    """An ONNX file's own words.

    Attributes:
        metadata: Its metadata_props.
        external_files: The places of weights that are not in the file, as written there.
    """

    metadata: dict[str, str]
    external_files: tuple[str, ...]


def read_outline(content: bytes | mmap) -> Outline:
    """The outline of the ONNX file whose bytes are `content`.

    Raises:
        NotOnnx: It is no ONNX model.
        BrokenMessage: It starts as one, but is cut short or damaged.
    """
    # Writers order the fields by number, and the first one, ir_version, is required.
    if content and content[0] != 0x08:
        raise NotOnnx
    model = memoryview(content)
    metadata: dict[str, str] = {}
    present: set[int] = set()
    for number, value in fields(model):
        present.add(number)
        if number == _METADATA_PROPS:
            key, text = _entry(value)
            metadata[key] = text
    if not {_GRAPH, _OPSET_IMPORT} <= present:
        raise BrokenMessage("cut short")
    return Outline(metadata, tuple(_external_files(model)))


def _external_files(model: memoryview) -> Iterator[str]:
    # A stack instead of recursion: a hostile file may nest graphs without end.
    waiting = [("model", model)]
    nodes = 0
    while waiting and nodes <= MOST_NODES:  # One with more of them is not run.
        kind, message = waiting.pop()
        nodes += kind == "node"
        if kind == "tensor":
            yield from _places(message)
            continue
        inner = _LEADS_TO_TENSORS[kind]
        for number, value in fields(message):
            if number in inner and isinstance(value, memoryview):
                waiting.append((inner[number], value))


def _places(tensor: memoryview) -> Iterator[str]:
    external, places = False, []
    for number, value in fields(tensor):
        if number == _EXTERNAL_DATA:
            external = True
            key, text = _entry(value)
            places += [text] if key == "location" else []
        elif number == _DATA_LOCATION:
            external = external or value != 0
    if external:
        yield from places or ["(unnamed)"]


def _entry(value: int | memoryview | None) -> tuple[str, str]:
    """The key and value of a StringStringEntryProto."""
    if not isinstance(value, memoryview):
        raise BrokenMessage("a number instead of an entry")
    parts = {number: part for number, part in fields(value) if isinstance(part, memoryview)}
    empty = memoryview(b"")
    try:
        return str(parts.get(_KEY, empty), "utf-8"), str(parts.get(_VALUE, empty), "utf-8")
    except UnicodeDecodeError:
        raise BrokenMessage("text that is not UTF-8") from None
