"""Writing a network in Python: layers as functions of what flows, shapes checked line by line.

    image = input("image", (1, 8, 8))
    x = relu(conv2d(image, 32, kernel_size=3, padding=1))
    digits = network(logits=linear(flatten(x), 10))

Every layer of the catalogue is a function of this module, named as its op in lower case: first
what flows in, then the layer's parameters, and `name=` for the node's id.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from netwright.interfaces.documents import Block, Input, Network, Node
from netwright.interfaces.errors import NetworkError, NetwrightError, did_you_mean
from netwright.layers.calling import call_help, call_signature, required, surplus
from netwright.layers.checked import check
from netwright.layers.layer import Layer, Misfit, Shape, TensorType
from netwright.layers.library import library_blocks
from netwright.layers.registry import layer_types
from netwright.layers.shapes import output_types

_serial = itertools.count()


@dataclass(frozen=True)
class _BlockUse:
    """A block under the name that nodes use it by."""

    name: str
    block: Block

    def op(self) -> str:
        return self.name


@dataclass(frozen=True, eq=False)
class _Source:
    """An input or a use of a layer or block. It gets its id when the network is put together."""

    name: str | None
    kind: type[Layer] | _BlockUse | TensorType
    params: dict[str, Any] = field(default_factory=dict)
    inputs: tuple[Value, ...] = ()
    serial: int = field(default_factory=lambda: next(_serial))


@dataclass(frozen=True, eq=False)
class Value:
    """What flows along a wire of a network that is being written."""

    source: _Source
    type: TensorType
    output: str | None = None

    @property
    def shape(self) -> Shape:
        """Sizes without the batch axis."""
        return self.type.shape


def input(name: str, shape: Shape, dtype: str = "float32") -> Value:
    """An input of the network.

    Args:
        name: Its name in the document and in the module's `forward`.
        shape: Sizes without the batch axis, such as (3, 224, 224) for [C,H,W].
        dtype: ``float32``, or ``int64`` for indices.
    """
    flows = TensorType(tuple(shape), dtype)
    return Value(_Source(name, flows), flows)


def block(name: str, definition: Block | None = None) -> Callable[..., Any]:
    """A function that uses a block as a layer: what flows in, then its parameters by name.

    Args:
        name: The name of a block of the library, or the one to give `definition`.
        definition: A block of your own; the network's document will hold it.

    Raises:
        NetworkError: There is no block of that name.
    """
    found = definition or library_blocks().get(name)
    if found is None:
        raise NetworkError(f"there is no block {name!r}.", fix=did_you_mean(name, library_blocks()))
    return _function(_BlockUse(name, found))


def network(name: str = "network", description: str = "", **outputs: Value) -> Network:
    """The document of everything that `outputs` depend on.

    Args:
        name: The network's name.
        description: What it is for.
        outputs: The named outputs, such as ``logits=x``.

    Raises:
        NetworkError: There is no output, or two nodes were given the same name.
    """
    if not outputs:
        raise NetworkError("a network needs an output.", fix="call network(logits=...).")
    sources = _ancestors(outputs.values())
    ids = _ids(sources)
    return Network(
        name=name,
        description=description,
        inputs={
            ids[s]: Input(**s.kind._asdict()) for s in sources if isinstance(s.kind, TensorType)
        },
        nodes=tuple(_node(s, ids) for s in sources if not isinstance(s.kind, TensorType)),
        outputs={name: _reference(value, ids) for name, value in outputs.items()},
        blocks={s.kind.name: s.kind.block for s in sources if isinstance(s.kind, _BlockUse)},
    )


def _apply(
    kind: type[Layer] | _BlockUse,
    inputs: tuple[Value, ...],
    name: str | None,
    params: dict[str, Any],
) -> Any:
    source = _Source(name, kind, params, inputs)
    named = _output_types(source)
    if len(named) == 1:
        return Value(source, next(iter(named.values())))
    return tuple(Value(source, flows, output) for output, flows in named.items())


def _output_types(source: _Source) -> dict[str, TensorType]:
    """The types of what a new node gives, by output."""
    types = tuple(value.type for value in source.inputs)
    if isinstance(source.kind, _BlockUse):
        return _block_types(source, types)
    assert not isinstance(source.kind, TensorType)
    try:
        layer = source.kind.from_params(source.params, layer=source.kind.op()).resolve(*types)
        given = output_types(layer, types)
    except Misfit:
        # The network up to here, checked as a document, tells the same with names and the path.
        _checked_last(Value(source, types[0]))
        raise
    return dict(zip(source.kind.output_names, given, strict=True))


def _block_types(source: _Source, types: tuple[TensorType, ...]) -> dict[str, TensorType]:
    # Each value stands for the node's first output, whose type is not known yet and not read.
    inputs = tuple(input(f"into_block_{n}", *flows) for n, flows in enumerate(types))
    alone = _Source(source.name, source.kind, source.params, inputs)
    try:
        return _checked_last(Value(alone, TensorType(())))
    except NetwrightError:
        # The network up to here, checked as a document, tells the same with names and the path.
        return _checked_last(Value(source, TensorType(())))


def _checked_last(value: Value) -> dict[str, TensorType]:
    last = check(network(output=value)).nodes[-1]
    return dict(zip(last.output_names, last.outputs, strict=True))


def _function(kind: type[Layer] | _BlockUse) -> Callable[..., Any]:
    first = _first_params(kind)

    def layer(*arguments: Any, name: str | None = None, **params: Any) -> Any:
        flows = tuple(itertools.takewhile(lambda a: isinstance(a, Value), arguments))
        rest = arguments[len(flows) :]
        if len(rest) > len(first):
            raise surplus(kind.op(), first, rest, _all_params(kind))
        return _apply(kind, flows, name, {**dict(zip(first, rest, strict=False)), **params})

    layer.__name__ = layer.__qualname__ = kind.op().lower()
    layer.__doc__ = _about(kind)
    return layer


@functools.cache
def _layer_function(kind: type[Layer]) -> Callable[..., Any]:
    layer = _function(kind)
    # What editors and `help` show of it in a running Python.
    layer.__signature__ = call_signature(kind, Value)  # type: ignore[attr-defined]
    return layer


def _first_params(kind: type[Layer] | _BlockUse) -> list[str]:
    """The parameters that may follow the inputs without their names: those that must be given."""
    if isinstance(kind, _BlockUse):
        return [name for name, default in kind.block.params.items() if default is None]
    return required(kind)


def _all_params(kind: type[Layer] | _BlockUse) -> Iterable[str]:
    return kind.block.params if isinstance(kind, _BlockUse) else kind.model_fields


def _about(kind: type[Layer] | _BlockUse) -> str:
    if isinstance(kind, _BlockUse):
        return f"{kind.block.description} Takes {', '.join(kind.block.inputs)}."
    return call_help(kind)


def __getattr__(name: str) -> Callable[..., Any]:
    if name.startswith("__"):  # Python's own; `from builder import x` asks for one.
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    by_function_name = _kinds()
    if name not in by_function_name:
        hint = did_you_mean(name, by_function_name)
        raise AttributeError(f"module {__name__!r} has no layer {name!r}; {hint}")
    return _layer_function(by_function_name[name])


def __dir__() -> list[str]:
    return [*globals(), *_kinds()]


@functools.cache
def _kinds() -> dict[str, type[Layer]]:
    """The layers by the names of their functions."""
    return {op.lower(): kind for op, kind in layer_types().items()}


def _ancestors(values: Iterable[Value]) -> list[_Source]:
    """The sources that `values` depend on, in the order in which they were written."""
    found: set[_Source] = set()
    waiting = [value.source for value in values]
    while waiting:
        source = waiting.pop()
        if source not in found:
            found.add(source)
            waiting += (value.source for value in source.inputs)
    return sorted(found, key=lambda source: source.serial)


def _ids(sources: list[_Source]) -> dict[_Source, str]:
    """Given names first; the others are named as their op, numbered from the second on."""
    ids: dict[_Source, str] = {s: s.name for s in sources if s.name is not None}
    taken = set(ids.values())
    for source in sources:
        if source not in ids:
            base = source.kind.op().lower()  # type: ignore[union-attr]
            numbered = (f"{base}_{number}" for number in itertools.count(2))
            ids[source] = next(id for id in itertools.chain((base,), numbered) if id not in taken)
            taken.add(ids[source])
    return ids


def _node(source: _Source, ids: dict[_Source, str]) -> Node:
    return Node(
        id=ids[source],
        op=source.kind.op(),  # type: ignore[union-attr]
        params=source.params,
        inputs=tuple(_reference(value, ids) for value in source.inputs),
    )


def _reference(value: Value, ids: dict[_Source, str]) -> str:
    return ".".join(filter(None, (ids[value.source], value.output)))
