"""The ComfyUI node of a layer, from the layer's class alone."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from netwright.layers.layer import Layer
from netwright.layers.pages import page

from ..comfyui import io
from ..wiring.many_inputs import GROUP, many_inputs
from ..wiring.refusing import refusing
from ..wiring.sockets import Tensor
from .layer_call import LayerCall
from .widgets import Text, Widget, widgets_of


def layer_node(kind: type[Layer]) -> type[io.ComfyNode]:
    """The node class of a layer: its widgets, and an `execute` that puts it onto the network.

    Its `layer_call` does the same for whoever looks at a canvas without running it.
    """
    widgets = widgets_of(kind)
    call = LayerCall(kind, tuple(widgets))
    members: dict[str, Any] = {
        "__module__": __name__,
        "__doc__": kind.summary(),
        "define_schema": classmethod(lambda cls: _schema(kind, widgets)),
        "execute": classmethod(_executes(call)),
        "layer_call": call,
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


def _executes(call: LayerCall) -> Callable[..., Any]:
    def execute(cls: Any, **inputs: Any) -> Any:
        return io.NodeOutput(*call.values(inputs, cls.hidden.unique_id))

    return execute


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
