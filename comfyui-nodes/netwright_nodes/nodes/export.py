"""A run's network as a model file."""

from __future__ import annotations

from typing import Any

from ..comfyui import io
from ..using.model_files import new_model_path
from ..wiring import sockets
from ..wiring.refusing import refusing
from ..wiring.showing import shown

_OWN, _FITTED, _FREE = "as trained", "any, made smaller inside", "any, as it is"


class Export(io.ComfyNode):
    """Exports a run's best epoch into the model folder."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightExport",
            display_name="Export",
            category="Netwright/Use",
            description="Exports the best epoch of a run to ONNX, into ComfyUI's models/netwright "
            "folder, for pictures of the size that was trained on or of any. It is held against "
            "PyTorch first.",
            inputs=[
                sockets.Run.Input("run"),
                io.String.Input(
                    "filename",
                    default="model",
                    tooltip="In ComfyUI's models/netwright folder. A model of that name is "
                    "replaced.",
                ),
                io.Combo.Input(
                    "sizes",
                    options=[_OWN, _FITTED, _FREE],
                    default=_OWN,
                    tooltip="Which pictures the file takes.",
                ),
            ],
            outputs=[sockets.Model.Output("model_out", display_name="model")],
            is_output_node=True,
        )

    @classmethod
    @refusing
    def validate_inputs(cls, filename: str | None) -> None:
        new_model_path(filename or "model")

    @classmethod
    def execute(cls, run: Any, filename: str, sizes: str) -> Any:
        from netwright.training import export

        path = new_model_path(filename)
        path.parent.mkdir(parents=True, exist_ok=True)
        exported = export(run, path, embed_resize=sizes == _FITTED, any_size=sizes == _FREE)
        parity = exported.model.parity
        text = f"written: {path}\nat most {parity.max_abs_difference:.1e} from PyTorch on "
        text += f"{parity.samples} samples"
        return io.NodeOutput(str(path), ui=shown(cls, text))
