"""The fields of a protobuf message, read without a schema and without copying.

Enough of the wire format (https://protobuf.dev/programming-guides/encoding) to look into an ONNX
file before any native code parses it, at a hundredth of the time that importing `onnx` takes.
"""

from __future__ import annotations

from collections.abc import Iterator

_VARINT, _FIXED64, _LENGTH_DELIMITED, _FIXED32 = 0, 1, 2, 5
_LONGEST_VARINT = 10


class BrokenMessage(ValueError):
    """The bytes are no protobuf message, or not all of one."""


def fields(message: memoryview) -> Iterator[tuple[int, int | memoryview | None]]:
    """The fields of `message` in order: number, and value.

    A value is an int (varint), a view of the bytes (text, bytes, message, packed numbers) or None
    (fixed32 and fixed64, which nobody asks for).

    Raises:
        BrokenMessage: A field is malformed, or reaches past the end.
    """
    position, end = 0, len(message)
    while position < end:
        tag, position = _varint(message, position)
        number, wire_type = tag >> 3, tag & 7
        value: int | memoryview | None = None
        if wire_type == _VARINT:
            value, position = _varint(message, position)
        elif wire_type == _LENGTH_DELIMITED:
            length, start = _varint(message, position)
            position = start + length
            value = message[start:position]
        elif wire_type in (_FIXED32, _FIXED64):
            position += 4 if wire_type == _FIXED32 else 8
        else:
            raise BrokenMessage(f"wire type {wire_type}")
        if number == 0 or position > end:
            raise BrokenMessage("field number 0" if number == 0 else "cut short")
        yield number, value


def _varint(message: memoryview, position: int) -> tuple[int, int]:
    """The number that starts at `position`, and the position after it."""
    number = 0
    for index, byte in enumerate(message[position : position + _LONGEST_VARINT]):
        number |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return number, position + index + 1
    raise BrokenMessage("a number without an end")
