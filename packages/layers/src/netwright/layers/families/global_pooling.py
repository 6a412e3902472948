"""What GlobalAvgPool and GlobalMaxPool share: channels, and at least one axis to pool."""

from __future__ import annotations

from netwright.layers.families.fixes import call, putting
from netwright.layers.layer import Layer, Misfit, TensorType


class GlobalPool(Layer):
    """The base of both."""

    category = "Pooling"

    def check(self, *inputs: TensorType) -> None:
        missing = 2 - len(inputs[0].shape)
        if missing > 0:
            layer = (
                call("Unsqueeze", dim=-1) if missing == 1 else call("View", shape=(1,) * missing)
            )
            raise Misfit("channels and at least one more axis to pool over", fix=putting(layer))
