"""The ComfyUI node of a layer, from the layer's class alone."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from netwright.layers import builder
from netwright.layers.layer import Layer
from netwright.layers.pages import page

from ..comfyui import io
from ..wiring.many_inputs import GROUP, many_inputs, wired
from ..wiring.node_names import node_name
from ..wiring.refusing import refusing
from ..wiring.sockets import Tensor
from .widgets import Text, Widget, widgets_of


def layer_node(kind: type[Layer]) -> type[io.ComfyNode]:
    """The node class of a layer: its widgets, and an `execute` that puts it onto the network."""
    widgets = widgets_of(kind)
    members: dict[str, Any] = {
        "__module__": __name__,
        "__doc__": kind.summary(),
        "define_schema": classmethod(lambda cls: _schema(kind, widgets)),
        "execute": classmethod(_executes(kind, widgets)),
    }
    texts = [widget for widget in widgets if isinstance(widget, Text)]
    if texts:
        members["validate_inputs"] = classmethod(_validates(texts, kind.variadic))
    return type(f"Netwright{kind.op()}", (io.ComfyNode,), members)


def node_id(kind: type[Layer]) -> str:
    """The id in saved workflows."""
    return f"NetwrightLayer{kind.op()}"


def _schema(kind: type[Layer], widgets: list[Widget]) -> Any:
    return io.Schema(
        node_id=node_id(kind),
        display_name=kind.op(),
        category=f"Netwright/Layers/{kind.category}",
        description=kind.summary(),
        inputs=[*_sockets(kind), *(widget.input() for widget in widgets)],
        outputs=[
            # An input may have the same name, and older versions of ComfyUI refuse that.
            Tensor.Output(f"{name}_out", display_name=name, tooltip=_gives(kind, name))
            for name in kind.output_names
        ],
        hidden=[io.Hidden.unique_id],
        # Two equal nodes are two layers; otherwise ComfyUI runs one and uses it twice.
        not_idempotent=True,
    )


def _sockets(kind: type[Layer]) -> list[Any]:
    tooltip = f"Takes {page.takes(kind)}. The batch axis is not counted."
    if kind.variadic:
        return many_inputs(2, tooltip)
    return [Tensor.Input(name, tooltip=tooltip) for name in kind.input_names]


def _gives(kind: type[Layer], name: str) -> str:
    return f"What {kind.op()} gives. It may be wired into several nodes: a skip, into a merge."


def _executes(kind: type[Layer], widgets: list[Widget]) -> Callable[..., Any]:
    layer = getattr(builder, kind.op().lower())

    def execute(cls: Any, **inputs: Any) -> Any:
        wires = wired(inputs) if kind.variadic else [inputs[name] for name in kind.input_names]
        given = layer(
            *wires,
            name=node_name(kind.op(), cls.hidden.unique_id),
            **_params(kind, widgets, inputs),
        )
        return io.NodeOutput(*(given if isinstance(given, tuple) else (given,)))

    return execute


def _params(kind: type[Layer], widgets: list[Widget], inputs: Mapping[str, Any]) -> dict[str, Any]:
    """What is set otherwise than it is anyway: documents stay as short as those people write."""
    values = {widget.name: widget.value(inputs[widget.name]) for widget in widgets}
    fields = kind.model_fields
    return {
        name: value
        for name, value in values.items()
        if value is not None and (fields[name].is_required() or value != fields[name].default)
    }


def _validates(texts: list[Text], variadic: bool) -> Callable[..., bool | str]:
    """Tells what is wrong with a text before anything runs. A wired one is not known yet."""

    def check(cls: Any, **inputs: Any) -> None:
        for text in texts:
            if (given := inputs.get(text.name)) is not None:
                text.value(given)

    # Sockets that grow come along, whether they are asked for or not.
    names = ["cls", *(text.name for text in texts), *([GROUP] if variadic else [])]
    either = inspect.Parameter.POSITIONAL_OR_KEYWORD
    check.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, either) for name in names]
    )
    return refusing(check)
