"""What a network gives for a tensor."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from netwright.interfaces.documents import Network
from netwright.layers.graph import source_of
from netwright.training.device import choose_device

from ...comfyui import io, output_folder, ui
from ...original.networks import network_of
from ...original.plans import Plan
from ...original.sockets import CATEGORY, Model, Tensor
from ...original.weights import load, module_of, trained
from ...wiring.folders import inside_or_absolute


class ForwardTest(io.ComfyNode):
    """Runs a tensor through a network."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="forward_test",
            display_name="forward_test",
            category=CATEGORY,
            description="Runs a tensor through a network in evaluation mode; nothing in it is "
            "changed. The node Forward test takes its place.",
            inputs=[
                Tensor.Input("tensor"),
                Model.Input("model"),
                io.Boolean.Input(
                    "Flatten", default=False, tooltip="Make one row of each sample first."
                ),
                io.Boolean.Input(
                    "return_shape", default=False, tooltip="Give the sizes, not the values."
                ),
                io.Boolean.Input("load_ckpt", default=False, tooltip="Load ckpt_path first."),
                io.Combo.Input(
                    "device", options=["cpu", "cuda"], default="cpu", tooltip="Where it runs."
                ),
                io.String.Input(
                    "ckpt_path",
                    default="",
                    optional=True,
                    tooltip="A run, a checkpoint, or a .ckpt of the original: in ComfyUI's output "
                    "folder, or an absolute path.",
                ),
            ],
            outputs=[
                Tensor.Output("tensor_out", display_name="tensor", tooltip="What comes out."),
                Tensor.Output(
                    "layer_out",
                    display_name="layer tensor",
                    tooltip="What flows into the last layer.",
                ),
            ],
            is_output_node=True,
            is_deprecated=True,
        )

    @classmethod
    def execute(
        cls,
        tensor: Any,
        model: Plan,
        Flatten: bool,  # noqa: N803 as in saved workflows
        return_shape: bool,
        load_ckpt: bool,
        device: str,
        ckpt_path: str = "",
    ) -> Any:
        place = choose_device(device)
        values = (tensor.flatten(1) if Flatten else tensor).to(place, torch.float32)
        network = _with_last_input(network_of(model.last, tuple(values.shape[1:])))
        if model.run is not None and not load_ckpt:
            module = trained(network, model.run, place)
        else:
            module = module_of(network, place, pretrained=not load_ckpt)
        if load_ckpt:
            load(inside_or_absolute(output_folder(), ckpt_path), module)
        given = _outputs(module, values)
        told = "\n".join(f"{name}: {[*value.shape]}" for name, value in given.items())
        if return_shape:
            given = {name: torch.tensor(value.shape) for name, value in given.items()}
        return io.NodeOutput(*given.values(), ui=ui.PreviewText(told))


def _with_last_input(network: Network) -> Network:
    """The network with what flows into its last layer as a second output."""
    last = network.nodes[-1]
    inner = source_of(last.inputs[0])
    inner = network.outputs["output"] if inner in network.inputs else inner
    return network.model_copy(update={"outputs": {**network.outputs, "layer": inner}})


def _outputs(module: nn.Module, values: torch.Tensor) -> dict[str, torch.Tensor]:
    with torch.no_grad():
        given = module(values)
    return {"tensor": given["output"].cpu(), "layer tensor": given["layer"].cpu()}
