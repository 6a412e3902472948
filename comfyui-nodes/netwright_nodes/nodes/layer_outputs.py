"""What every layer of a model gives."""

from __future__ import annotations

from typing import Any

from ..comfyui import io
from ..wiring import sockets
from ..wiring.pictures import as_image, as_pixels
from ..wiring.showing import shown
from ..wiring.text_tables import columns


class LayerOutputs(io.ComfyNode):
    """Shows the numbers of a model's layers for one image: maps, shapes, statistics."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightLayerOutputs",
            display_name="Layer outputs",
            category="Netwright/Use",
            description="Runs an image through a model and shows what each layer gives: shape, "
            "spread, share of zeros; and the feature maps of one of them as a picture.",
            inputs=[
                sockets.Model.Input("model"),
                io.Image.Input("image", tooltip="Of a batch, the first is looked at."),
                io.String.Input(
                    "layer",
                    default="",
                    tooltip="The layer whose maps are shown, such as conv2d_7; the list has their "
                    "names. Left empty: the first one with maps.",
                ),
            ],
            outputs=[
                io.Image.Output("maps_out", display_name="maps"),
                io.String.Output("layers_out", display_name="layers", tooltip="A line a layer."),
            ],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, model: str, image: Any, layer: str) -> Any:
        from netwright.inference import layers_of
        from netwright.inference.inside.feature_maps import feature_grid

        pixels = as_pixels(image)[0]
        every = layers_of(model, pixels)
        wanted = layer.strip()
        [seen] = layers_of(model, pixels, layers=[wanted]) if wanted else [_with_maps(every)]
        maps = as_image(feature_grid(seen.values[0]))
        text = columns([_HEADS, *map(_row, every)])
        return io.NodeOutput(maps, text, ui=shown(cls, text, maps))


_HEADS = ("layer", "op", "shape", "mean", "std", "smallest", "largest", "zeros")


def _with_maps(layers: list[Any]) -> Any:
    """The first layer that gives several maps; else the first."""
    maps = (layer for layer in layers if layer.values.ndim == 4 and layer.values.shape[1] > 3)
    return next(maps, layers[0])


def _row(layer: Any) -> tuple[str, ...]:
    from netwright.inference import statistics_of

    found = statistics_of(layer.values[0])
    shape = "[" + ",".join(map(str, found.shape)) + "]"
    spread = (found.mean, found.std, found.smallest, found.largest)
    numbers = ("–" if number is None else f"{number:.3g}" for number in spread)
    return layer.id, layer.op, shape, *numbers, f"{found.zeros:.0%}"
