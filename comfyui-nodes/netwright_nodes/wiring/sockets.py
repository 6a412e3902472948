"""The kinds of wires between Netwright's nodes, and what travels along each.

A wire carries a document or a path, never a module: ComfyUI keeps what nodes give, shares it and
runs nodes under `torch.inference_mode`, in which nothing that is made can be trained.
"""

from __future__ import annotations

from ..comfyui import io

Tensor = io.Custom("NETWRIGHT_TENSOR")
"""A `netwright.layers.builder.Value`: the network so far, seen from one place in it."""

Network = io.Custom("NETWRIGHT_NETWORK")
"""A network document."""

Dataset = io.Custom("NETWRIGHT_DATASET")
"""A dataset document; the samples themselves stay in the cache on the disk."""

Recipe = io.Custom("NETWRIGHT_RECIPE")
"""A recipe document."""

Run = io.Custom("NETWRIGHT_RUN")
"""A `netwright.training.Run`: the path of a run folder."""

Model = io.Custom("NETWRIGHT_MODEL")
"""The path of a model.onnx."""
