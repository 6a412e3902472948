"""How the function of a layer in `builder` is called: its signature and its help, from its class.

conv2d(input, /, out_channels, kernel_size, *, stride=1, ..., name=None)
"""

from __future__ import annotations

import functools
import operator
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from inspect import Parameter, Signature
from types import GenericAlias, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from netwright.interfaces.errors import NetworkError
from netwright.layers.layer import Layer
from netwright.layers.pages import page

_WIDTH = 88


def call_signature(kind: type[Layer], value: type) -> Signature:
    """The signature of the layer's function.

    What flows in comes first and has no keyword; then the parameters that must be given, in their
    order, with or without keyword; then all others by keyword, and `name`, the node's id.

    Args:
        kind: The layer.
        value: The class of what flows.
    """
    count = len(kind.output_names)
    given = value if count == 1 else GenericAlias(tuple, (value,) * count)
    return Signature([*_inputs(kind, value), *_params(kind)], return_annotation=given)


def call_help(kind: type[Layer]) -> str:
    """What `help` shows of the layer's function."""
    paragraphs = [textwrap.fill(part, _WIDTH) for part in page.details(kind)]
    arguments = "\n".join(["Args:", *_arguments(kind)])
    return "\n\n".join([kind.summary(), *paragraphs, arguments])


def required(kind: type[Layer]) -> list[str]:
    """The parameters that must be given, in the order in which they may be given."""
    return [name for name, field in kind.model_fields.items() if field.is_required()]


def surplus(
    op: str, first: Sequence[str], given: Sequence[Any], known: Iterable[str]
) -> NetworkError:
    """The error of a call with more parameters without their names than there may be.

    Args:
        op: The layer or block.
        first: The parameters that may be given without their names.
        given: What was given so.
        known: All parameters.
    """
    value = given[len(first)]
    others = [name for name in known if name not in first]
    fix = f"write {others[0]}={value!r}, or another of {', '.join(others)}." if others else ""
    return NetworkError(
        f"{op} takes {len(first)} parameter(s) without their names, but {len(given)} came.",
        fix=fix or f"leave {value!r} out.",
    )


def _inputs(kind: type[Layer], value: type) -> Iterator[Parameter]:
    if kind.variadic:
        yield Parameter("inputs", Parameter.VAR_POSITIONAL, annotation=value)
    else:
        for name in kind.input_names:
            yield Parameter(name, Parameter.POSITIONAL_ONLY, annotation=value)


def _params(kind: type[Layer]) -> Iterator[Parameter]:
    # Nothing but keywords can follow *inputs.
    first = Parameter.KEYWORD_ONLY if kind.variadic else Parameter.POSITIONAL_OR_KEYWORD
    for name in required(kind):
        yield Parameter(name, first, annotation=_plain(kind.model_fields[name].annotation))
    for name, field in kind.model_fields.items():
        if not field.is_required():
            yield Parameter(
                name,
                Parameter.KEYWORD_ONLY,
                default=field.get_default(call_default_factory=True),
                annotation=_plain(field.annotation),
            )
    yield Parameter("name", Parameter.KEYWORD_ONLY, default=None, annotation=str | None)


def _plain(annotation: Any) -> Any:
    """A type without limits: int | tuple[int, int] of what pydantic was told."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _plain(arguments[0])
    if origin in (Union, UnionType):
        return functools.reduce(operator.or_, map(_plain, arguments))
    if origin is tuple:
        return GenericAlias(tuple, tuple(map(_plain, arguments)))
    return annotation


def _arguments(kind: type[Layer]) -> Iterator[str]:
    names = ["*inputs"] if kind.variadic else kind.input_names
    for name in names:
        yield _argument(name, f"{page.takes(kind)}.")
    for parameter in page.parameters(kind):
        yield _argument(parameter.name, parameter.sentences())
    yield _argument("name", "The node's id. Left out, the layer's name, numbered.")


def _argument(name: str, text: str) -> str:
    return textwrap.fill(
        f"{name}: {text}", _WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 8
    )
