"""The kinds of wires of the original, spelt as in saved workflows."""

from __future__ import annotations

from ..comfyui import io

CATEGORY = "Build and train your network"

Layer = io.Custom("LAYER")
"""A `Step`: the layers so far."""

Res = io.Custom("RES")
"""A skip: `Tap`, `Branch` or `Join`."""

Tensor = io.Custom("TENSOR")
"""A `torch.Tensor` with the batch axis, as the network takes or gives it."""

Model = io.Custom("MODELS_CLASS")
"""A `Plan`: the layers with how they are to be trained, and the run that trained them."""

Data = io.Custom("DATESET")
"""A `Side`: a folder of images, and how they are read."""
