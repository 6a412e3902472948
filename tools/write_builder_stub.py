"""Write the stub of netwright.layers.builder, so that editors complete what layers take.

The functions of layers are made when they are asked for, which no editor sees. Run it after
changing a layer or the builder.
"""

from __future__ import annotations

import inspect
import json
import textwrap
from collections.abc import Iterator
from dataclasses import fields
from itertools import groupby
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from netwright.layers import builder
from netwright.layers.calling import call_help, call_signature
from netwright.layers.registry import own_layer_types

STUB = Path(__file__).parents[1] / "packages/layers/src/netwright/layers/builder.pyi"

_STARS: dict[Any, str] = {
    inspect.Parameter.VAR_POSITIONAL: "*",
    inspect.Parameter.VAR_KEYWORD: "**",
}

_HEAD = '''\
"""{docstring}
"""

# Written by tools/write_builder_stub.py. What is edited here is lost.

from collections.abc import Callable
from typing import Any, Literal

from netwright.interfaces.documents import Block, Network
from netwright.layers.layer import Shape, TensorType
'''

_TAIL = '''\
def __getattr__(name: str) -> Callable[..., Any]:
    """The layers of other packages."""
'''


def stub() -> str:
    """The text of the stub: the builder's own names, then a function for each layer."""
    own = (value for value in vars(builder).values() if _is_own(value))
    layers = (
        _function(kind.op().lower(), call_signature(kind, builder.Value), call_help(kind))
        for kind in own_layer_types().values()
    )
    head = _HEAD.format(docstring=inspect.getdoc(builder))
    return "\n".join([head, *map(_definition, own), *layers, _TAIL])


def _is_own(value: Any) -> bool:
    defined = inspect.isfunction(value) or inspect.isclass(value)
    return defined and value.__module__ == builder.__name__ and value.__name__[0] != "_"


def _definition(value: Any) -> str:
    if inspect.isclass(value):
        return f"class {value.__name__}:\n{_docstring(value)}\n{''.join(_members(value))}"
    return _function(value.__name__, inspect.signature(value), inspect.getdoc(value) or "")


def _members(kind: Any) -> Iterator[str]:
    """The fields of a dataclass that are of public types, and its properties."""
    for field in fields(kind):
        if not str(field.type).startswith("_"):
            yield f"    {field.name}: {field.type}\n"
    for name, value in vars(kind).items():
        if isinstance(value, property) and value.fget:
            given = inspect.signature(value.fget).return_annotation
            code = f"@property\ndef {name}(self) -> {given}:\n{_docstring(value.fget)}"
            yield textwrap.indent(code, "    ")


def _function(name: str, signature: inspect.Signature, about: str) -> str:
    lines = "".join(f"    {line},\n" for line in _parameters(signature))
    return f"def {name}(\n{lines}) -> {_type(signature.return_annotation)}:\n{_quoted(about)}"


def _parameters(signature: inspect.Signature) -> Iterator[str]:
    """The parameters, and the signs that part their kinds, a line each."""
    parameters = signature.parameters.values()
    variadic = any(parameter.kind is parameter.VAR_POSITIONAL for parameter in parameters)
    for kind, members in groupby(parameters, key=lambda parameter: parameter.kind):
        if kind is inspect.Parameter.KEYWORD_ONLY and not variadic:
            yield "*"
        yield from map(_parameter, members)
        if kind is inspect.Parameter.POSITIONAL_ONLY:
            yield "/"


def _parameter(parameter: inspect.Parameter) -> str:
    stars = _STARS.get(parameter.kind, "")
    default = "" if parameter.default is parameter.empty else f" = {_value(parameter.default)}"
    return f"{stars}{parameter.name}: {_type(parameter.annotation)}{default}"


def _type(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, str) or annotation is ...:
        return "..." if annotation is ... else annotation
    if origin in (Union, UnionType):
        return " | ".join(map(_type, arguments))
    if origin is Literal:
        return _literal([_value(argument) for argument in arguments])
    if origin is tuple:
        return f"tuple[{', '.join(map(_type, arguments))}]"
    return "None" if annotation is NoneType else str(annotation.__name__)


def _literal(words: list[str]) -> str:
    line = ", ".join(words)
    # As the formatter breaks it where the line would be too long.
    return f"Literal[{line}]" if len(line) < 60 else f"Literal[\n        {line}\n    ]"


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _docstring(value: Any) -> str:
    return _quoted(inspect.getdoc(value) or "")


def _quoted(text: str) -> str:
    end = "\n" if "\n" in text else ""
    return textwrap.indent(f'"""{text}{end}"""\n', "    ")


if __name__ == "__main__":
    STUB.write_text(stub(), encoding="utf-8", newline="\n")
