"""The original's seven layer nodes, each from what it turns its widgets into."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from netwright.interfaces.errors import DocumentError

from ...comfyui import io
from ...original.skips import WAYS, Branch, Tap, combined, end_of
from ...original.sockets import CATEGORY, Layer, Res
from ...original.steps import Step
from ...original.text import sizes
from ...wiring.node_names import node_name
from ...wiring.refusing import refusing

_MOST = 2**31 - 1
_BACKBONES = {
    "vgg_16": "vgg16",
    "resnet_50": "resnet50",
    "inception_v3": "inception_v3",
    "efficientnet_b0": "efficientnet_b0",
}


class _Kind(NamedTuple):
    """One of the nodes.

    Attributes:
        id: In saved workflows.
        shown: Its name on the canvas.
        widgets: Its widgets, in order.
        layer: From the widgets' values to the layer and its parameters.
        text: The widget that holds a list of numbers; empty for none.
    """

    id: str
    shown: str
    widgets: Callable[[], list[Any]]
    layer: Callable[..., tuple[str, dict[str, Any]]]
    text: str = ""


def _linear(in_features: int, out_features: int) -> tuple[str, dict[str, Any]]:
    return "Linear", {"in_features": in_features, "out_features": out_features}


def _conv(**sizes: int) -> tuple[str, dict[str, Any]]:
    return "Conv2d", sizes


def _activation(act_func_type: str) -> tuple[str, dict[str, Any]]:
    # The axis that torch takes where none is named: channels or features.
    return act_func_type, {"dim": 0} if act_func_type == "Softmax" else {}


def _normalization(mode: str, normalized_shape: str) -> tuple[str, dict[str, Any]]:
    shape = sizes("normalized_shape", normalized_shape, "[16]")
    if mode == "LayerNorm":
        return mode, {"normalized_shape": list(shape)}
    if len(shape) > 1:
        raise DocumentError(
            f"normalized_shape: {mode} takes one number, but {normalized_shape!r} came.",
            key="normalized_shape",
            fix=f"write the channels that come in, for example [{shape[0]}].",
        )
    return mode, {"num_features": shape[0]}


def _pooling(mode: str, normalized_shape: str) -> tuple[str, dict[str, Any]]:
    shape = sizes("normalized_shape", normalized_shape, "[3,3]")
    size = list(shape) if len(shape) > 1 else shape[0]
    if mode == "adaptive_avgpool":
        return "AdaptiveAvgPool2d", {"output_size": size}
    return mode, {"kernel_size": size}


def _view(flatten_dimension: int) -> tuple[str, dict[str, Any]]:
    if flatten_dimension == -1:
        return "Flatten", {}
    return "View", {"shape": [flatten_dimension]}


def _backbone(mode: str, use_weights: bool, freeze_weights: bool) -> tuple[str, dict[str, Any]]:
    return "Backbone", {
        "model": _BACKBONES[mode],
        "weights": "default" if use_weights else "none",
        "trainable": "none" if freeze_weights else "all",
    }


def _int(id: str, default: int, low: int, tooltip: str) -> Any:
    return io.Int.Input(id, default=default, min=low, max=_MOST, tooltip=tooltip)


def _mode(id: str, *options: str) -> Any:
    return io.Combo.Input(id, options=[*options], default=options[0], tooltip="Which one.")


_KINDS = (
    _Kind(
        "linear_layer",
        "Fully connected layer",
        lambda: [
            _int("in_features", 10, 1, "How many features come in."),
            _int("out_features", 10, 1, "How many features come out."),
        ],
        _linear,
    ),
    _Kind(
        "Conv_layer",
        "Conv layer",
        lambda: [
            _int("in_channels", 3, 1, "How many channels come in."),
            _int("out_channels", 32, 1, "How many channels come out."),
            _int("kernel_size", 3, 1, "Size of the kernels."),
            _int("padding", 0, 0, "Values added at each border."),
            _int("stride", 1, 1, "Steps from one place of the kernel to the next."),
        ],
        _conv,
    ),
    _Kind(
        "activation_function",
        "Activation Function",
        lambda: [_mode("act_func_type", "ReLU", "Sigmoid", "Tanh", "Softmax", "LeakyReLU")],
        _activation,
    ),
    _Kind(
        "Normalization_layer",
        "Normalization layer",
        lambda: [
            _mode("mode", "LayerNorm", "BatchNorm2d", "BatchNorm1d"),
            io.String.Input(
                "normalized_shape",
                default="[16]",
                tooltip="The sizes of the last axes, or the channels of a BatchNorm.",
            ),
        ],
        _normalization,
        "normalized_shape",
    ),
    _Kind(
        "pooling_layer",
        "pooling layer",
        lambda: [
            _mode("mode", "adaptive_avgpool", "MaxPool2d", "AvgPool2d"),
            io.String.Input(
                "normalized_shape",
                default="[3,3]",
                tooltip="What comes out of adaptive_avgpool, or the size of the window.",
            ),
        ],
        _pooling,
        "normalized_shape",
    ),
    _Kind(
        "view_layer",
        "view layer",
        lambda: [_int("flatten_dimension", -1, -1, "Features in the row; -1 for all there are.")],
        _view,
    ),
    _Kind(
        "pre_train_layer",
        "pre train layer",
        lambda: [
            _mode("mode", *_BACKBONES),
            io.Boolean.Input(
                "use_weights", default=True, tooltip="Begin with torchvision's own weights."
            ),
            io.Boolean.Input("freeze_weights", default=True, tooltip="Leave them as they are."),
        ],
        _backbone,
    ),
)


def _node(kind: _Kind) -> type[io.ComfyNode]:
    def define_schema(cls: Any) -> Any:
        return io.Schema(
            node_id=kind.id,
            display_name=kind.shown,
            category=CATEGORY,
            description="A layer as in the original Build and train your network. The nodes under "
            "Netwright/Layers take its place.",
            inputs=[
                *kind.widgets(),
                Layer.Input("layer", optional=True, tooltip="The layers before it."),
                Res.Input("res", optional=True, tooltip="A skip that ends or goes on here."),
                io.Combo.Input(
                    "res_type",
                    options=[*WAYS],
                    default=WAYS[0],
                    optional=True,
                    tooltip="How the skip is combined with what this layer gives.",
                ),
            ],
            outputs=[
                Layer.Output("LAYER_out", display_name="LAYER"),
                Res.Output("res_out", display_name="res"),
            ],
            hidden=[io.Hidden.unique_id],
            is_deprecated=True,
            not_idempotent=True,
        )

    def execute(
        cls: Any, layer: Any = None, res: Any = None, res_type: str = "add", **values: Any
    ) -> Any:
        op, params = kind.layer(**values)
        id = node_name(op, cls.hidden.unique_id)
        if layer is None and res is not None:
            step = Step(id, op, params, (end_of(res, id),))
            return io.NodeOutput(step, Branch(step, res_type))
        step = Step(id, op, params, () if layer is None else (layer,))
        if res is not None:
            step = combined(step, res, res_type)
        return io.NodeOutput(step, Tap(step))

    members: dict[str, Any] = {
        "__module__": __name__,
        "__doc__": kind.shown,
        "define_schema": classmethod(define_schema),
        "execute": classmethod(execute),  # type: ignore[arg-type]
    }
    if kind.text:
        members["validate_inputs"] = classmethod(_checks_sizes)
    return type(kind.id, (io.ComfyNode,), members)


@refusing
def _checks_sizes(cls: Any, normalized_shape: str | None) -> None:
    if normalized_shape is not None:
        sizes("normalized_shape", normalized_shape, "[16]")


NODES = tuple(_node(kind) for kind in _KINDS)
