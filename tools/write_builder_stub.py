"""Write the stub of netwright.layers.builder, so that editors complete what layers take.

The functions of layers are made when they are asked for, which no editor sees. Run it after
changing a layer or the builder.
"""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from netwright.layers.builder import Value
from netwright.layers.calling import call_help, call_signature
from netwright.layers.layer import Layer
from netwright.layers.registry import own_layer_types

SOURCE = Path(__file__).parents[1] / "packages/layers/src/netwright/layers/builder.py"
STUB = SOURCE.with_suffix(".pyi")

_HEAD = '''\
"""{docstring}"""

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
    """The text of the stub: the builder's own functions, then one for each layer."""
    module = ast.parse(SOURCE.read_text("utf-8"))
    layers = (_function(kind) for kind in own_layer_types().values())
    head = _HEAD.format(docstring=ast.get_docstring(module))
    return "\n".join([head, *_own(module), *layers, _TAIL])


def _own(module: ast.Module) -> Iterator[str]:
    """The public classes and functions that the builder itself defines, without their code."""
    for node in module.body:
        if isinstance(node, ast.ClassDef) and _is_public(node.name):
            members = "\n".join(textwrap.indent(line, "    ") for line in _members(node))
            yield f"class {node.name}:\n{_docstring(ast.get_docstring(node))}\n{members}"
        elif isinstance(node, ast.FunctionDef) and _is_public(node.name):
            yield _bare(node)


def _members(node: ast.ClassDef) -> Iterator[str]:
    for member in node.body:
        if isinstance(member, ast.AnnAssign) and "_" not in ast.unparse(member.annotation):
            yield f"{ast.unparse(member.target)}: {ast.unparse(member.annotation)}"
        elif isinstance(member, ast.FunctionDef) and _is_public(member.name):
            yield _bare(member)


def _bare(node: ast.FunctionDef) -> str:
    decorators = "".join(f"@{ast.unparse(decorator)}\n" for decorator in node.decorator_list)
    head = f"def {node.name}({ast.unparse(node.args)}) -> {ast.unparse(node.returns or ast.Constant(None))}:"
    return f"{decorators}{head}\n{_docstring(ast.get_docstring(node))}"


def _function(kind: type[Layer]) -> str:
    signature = call_signature(kind, Value)
    lines = "".join(f"    {line},\n" for line in _parameters(signature))
    head = f"def {kind.op().lower()}(\n{lines}) -> {_type(signature.return_annotation)}:"
    return f"{head}\n{_docstring(call_help(kind))}"


def _parameters(signature: inspect.Signature) -> Iterator[str]:
    """The parameters, with the signs between kinds of them, a line each."""
    before: Any = None
    for parameter in signature.parameters.values():
        if before is parameter.POSITIONAL_ONLY is not parameter.kind:
            yield "/"
        if parameter.kind is parameter.KEYWORD_ONLY and before not in (
            parameter.KEYWORD_ONLY,
            parameter.VAR_POSITIONAL,
        ):
            yield "*"
        before = parameter.kind
        star = "*" if parameter.kind is parameter.VAR_POSITIONAL else ""
        default = "" if parameter.default is parameter.empty else f" = {_value(parameter.default)}"
        yield f"{star}{parameter.name}: {_type(parameter.annotation)}{default}"


def _type(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return " | ".join(map(_type, arguments))
    if origin is Literal:
        return f"Literal[{', '.join(map(_value, arguments))}]"
    if origin is tuple:
        return f"tuple[{', '.join(map(_type, arguments))}]"
    if annotation is ...:
        return "..."
    return "None" if annotation is NoneType else str(annotation.__name__)


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _docstring(text: str | None) -> str:
    text = text or ""
    end = "\n" if "\n" in text else ""
    return textwrap.indent(f'"""{text}{end}"""\n', "    ")


def _is_public(name: str) -> bool:
    return not name.startswith("_")


if __name__ == "__main__":
    STUB.write_text(stub(), encoding="utf-8", newline="\n")
