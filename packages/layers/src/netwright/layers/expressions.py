"""What stands in a block for its parameters: ``$channels``, ``$channels * 4``, ``$x[0] // $by``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from netwright.interfaces.errors import NetworkError
from netwright.layers.families.divisors import nearest_divisor
from netwright.layers.families.fixes import setting

_NAME = r"\$[A-Za-z]\w*(?:\[\d\])?"
_EXPRESSION = re.compile(rf"({_NAME})(?: (\*|//) ({_NAME}|[1-9]\d{{0,5}}))?", re.ASCII)

_LARGEST = 2**63 - 1
"""Blocks within blocks multiply numbers too; more than any size of a tensor is a mistake."""


def fill(value: Any, values: Mapping[str, Any], id: str) -> Any:
    """A parameter of a block's node, what stands in it for other values replaced by them.

    Args:
        value: The parameter as the block has it.
        values: All that may stand in it, such as ``$channels`` and ``$x[0]``.
        id: The node.

    Raises:
        NetworkError: It names what is not there, or cannot be calculated.
    """
    if isinstance(value, list):
        return [fill(item, values, id) for item in value]
    if not isinstance(value, str) or not value.startswith("$"):
        return value
    found = _EXPRESSION.fullmatch(value)
    terms = [term for term in found.groups("")[::2] if term] if found else []
    if found is None or any(term.startswith("$") and term not in values for term in terms):
        raise _unknown(value, values, id)
    if len(terms) == 1:
        return values[terms[0]]
    number, by = (_whole(values[t] if t.startswith("$") else int(t), value, id) for t in terms)
    return _product(number, by, id) if found[2] == "*" else _quotient(number, by, found, id)


def _whole(number: Any, text: str, id: str) -> int:
    if not isinstance(number, int) or isinstance(number, bool):
        raise NetworkError(
            f"{text!r} calculates with {number!r}, which is no whole number.",
            node=id,
            fix="give the block a whole number.",
        )
    return number


def _product(number: int, by: int, id: str) -> int:
    if abs(number * by) > _LARGEST:
        raise NetworkError(
            "a parameter of the block grows beyond every size there is.",
            node=id,
            fix="give the block smaller numbers.",
        )
    return number * by


def _quotient(number: int, by: int, expression: re.Match[str], id: str) -> int:
    if by < 1:
        raise NetworkError(
            f"{expression[0]!r} divides by {by}.",
            node=id,
            fix=setting(**{expression[3][1:]: 1}),
        )
    if number % by:
        raise NetworkError(
            f"{expression[0]!r} does not come out even: {number} is no multiple of {by}.",
            node=id,
            fix=_even_fix(number, by, expression),
        )
    return number // by


def _even_fix(number: int, by: int, expression: re.Match[str]) -> str:
    divisor = expression[3].removeprefix("$")
    if divisor.isidentifier():
        # Finding divisors takes long for numbers that no tensor has.
        return setting(**{divisor: nearest_divisor(number, by) if 0 < number < 2**31 else 1})
    multiple = number - number % by or by
    if "[" in expression[1]:
        return f"wire in a multiple of {by}, such as {multiple}."
    return f"give the block a multiple of {by}, such as {multiple}."


def _unknown(value: str, values: Mapping[str, Any], id: str) -> NetworkError:
    first = next(iter(values), "$n")
    return NetworkError(
        f"{value!r} is no parameter of the block and no size of an input.",
        node=id,
        fix=f"write one of {', '.join(values)}, alone or as in '{first} * 2'.",
    )
