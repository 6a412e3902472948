"""PyTorch and onnxruntime side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from ..comfyui import io
from ..wiring import sockets
from ..wiring.pictures import as_pixels
from ..wiring.showing import shown
from ..wiring.text_tables import columns


class TorchAndOnnx(io.ComfyNode):
    """Shows what a run's network and its exported model give for the same images."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightTorchAndOnnx",
            display_name="Torch and ONNX",
            category="Netwright/Use",
            description="Runs images through a run's network under PyTorch and through its "
            "model.onnx under onnxruntime, and shows both and how far they are apart.",
            inputs=[sockets.Run.Input("run"), io.Image.Input("image")],
            outputs=[
                io.String.Output("text_out", display_name="text"),
                io.Float.Output(
                    "difference_out",
                    display_name="difference",
                    tooltip="The largest of all.",
                ),
            ],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, run: Any, image: Any) -> Any:
        from ..using.both import onnx_outputs, torch_outputs

        raw, given = onnx_outputs(run.model, as_pixels(image))
        with torch.inference_mode(False):
            expected = torch_outputs(run, raw)
        apart = np.abs(expected - given).reshape(len(raw), -1).max(1)
        rows = [
            (str(n + 1), _words(ours), _words(theirs), f"{apart[n]:.1e}")
            for n, (ours, theirs) in enumerate(zip(expected, given, strict=True))
        ]
        text = columns([("image", "PyTorch", "ONNX", "difference"), *rows])
        return io.NodeOutput(text, float(apart.max()), ui=shown(cls, text))


def _words(values: np.ndarray) -> str:
    shown_of = values.ravel()[:6]
    more = " …" if values.size > len(shown_of) else ""
    return " ".join(f"{value:.4f}" for value in shown_of) + more
