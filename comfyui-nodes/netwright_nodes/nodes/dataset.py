"""Data to train on."""

from __future__ import annotations

from typing import Any, get_args

from netwright.data import prepare
from netwright.data.asked import Fit, Mode
from netwright.data.split_words import FORMS, split_of
from netwright.interfaces.documents import Task
from netwright.interfaces.errors import DataError, UsageError

from ..comfyui import input_folder, io
from ..training.preparing import PreparationProgress
from ..wiring.fingerprints import fingerprint
from ..wiring.folders import inside_or_absolute
from ..wiring.read_data import note_read
from ..wiring.refusing import refusing
from ..wiring.showing import shown, wrapped
from ..wiring.sockets import Dataset

_AUTOMATIC = "automatic"


class DatasetNode(io.ComfyNode):
    """Reads and checks data, and splits them into those to train on and those to validate on."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightDataset",
            display_name="Dataset",
            category="Netwright/Data",
            description="Reads, checks and splits data: a folder of pictures with one folder a "
            "class, pictures with masks or with targets, a table, arrays, texts. What lies there "
            "tells what kind of data it is.",
            inputs=[
                io.String.Input(
                    "path",
                    default="digits",
                    tooltip="A folder or a file: in ComfyUI's input folder, or an absolute path. "
                    "What changes there is noticed if the path is typed here.",
                ),
                io.Combo.Input(
                    "task",
                    options=[_AUTOMATIC, *get_args(Task)],
                    default=_AUTOMATIC,
                    tooltip="What is to be learnt; automatic takes what the data allow.",
                ),
                io.String.Input(
                    "target",
                    default="",
                    tooltip="The columns of a table to be predicted, such as price, or width, "
                    "height. Left empty, the data tell.",
                ),
                io.Float.Input(
                    "val_fraction",
                    default=0.2,
                    min=0.01,
                    max=0.99,
                    step=0.01,
                    tooltip="The share of samples to validate on, where a split is drawn.",
                ),
                io.Int.Input(
                    "seed",
                    default=0,
                    min=0,
                    max=2**31 - 1,
                    control_after_generate=False,
                    tooltip="Of a split that is drawn.",
                ),
                io.String.Input(
                    "split",
                    default="",
                    tooltip=f"One of {', '.join(FORMS)}. Left empty: as the data give it, else "
                    "drawn with the same share of every class.",
                ),
                io.Int.Input("width", default=0, min=0, max=16384, tooltip=_of_size("Pixels")),
                io.Int.Input("height", default=0, min=0, max=16384, tooltip=_of_size("Pixels")),
                io.Combo.Input(
                    "mode",
                    options=[_AUTOMATIC, *get_args(Mode)],
                    default=_AUTOMATIC,
                    tooltip="L for grey pictures, RGB for colour; automatic takes grey where all "
                    "are.",
                ),
                io.Combo.Input(
                    "fit",
                    options=[*get_args(Fit)],
                    default="stretch",
                    tooltip="How a picture of another aspect ratio is fitted.",
                ),
                io.Int.Input(
                    "length",
                    default=0,
                    min=0,
                    max=1_000_000,
                    tooltip="Tokens in one sample of text; 0 leaves it to the data.",
                ),
                io.Boolean.Input(
                    "skip_bad",
                    default=False,
                    tooltip="Leave out samples that cannot be read, rather than refuse the data.",
                ),
            ],
            outputs=[Dataset.Output("dataset_out", display_name="dataset")],
            hidden=[io.Hidden.unique_id],
            is_output_node=True,
        )

    @classmethod
    @refusing
    def validate_inputs(
        cls, path: str | None, split: str | None, width: int | None, height: int | None
    ) -> None:
        if path is not None:
            _check_there(path)
        if split:
            split_of(split.strip())
        if None not in (width, height) and bool(width) != bool(height):
            raise UsageError(
                "width and height: give both, but one of them is 0.",
                fix="set both to 0 to leave them to the data.",
            )

    @classmethod
    def fingerprint_inputs(cls, path: str | None, **inputs: Any) -> Any:
        return "" if path is None else fingerprint(inside_or_absolute(input_folder(), path))

    @classmethod
    def execute(cls, path: str, **inputs: Any) -> Any:
        place = inside_or_absolute(input_folder(), path)
        prepared = prepare(
            place, on_progress=PreparationProgress(cls.hidden.unique_id), **_asked(**inputs)
        )
        note_read(place, inputs, prepared.document)
        said = f"{prepared.document.task}: {prepared.count('train'):,} to train on, "
        said += f"{prepared.count('val'):,} to validate on"
        lines = "\n".join([said, *map(wrapped, prepared.notes)])
        return io.NodeOutput(prepared.document, ui=shown(cls, lines))


def _of_size(unit: str) -> str:
    return f"{unit}; 0 for both leaves it to the data: their own size, or 128 by 128."


def _asked(
    *,
    task: str,
    target: str,
    val_fraction: float,
    seed: int,
    split: str,
    width: int,
    height: int,
    mode: str,
    fit: str,
    length: int,
    skip_bad: bool,
) -> dict[str, Any]:
    """The widgets as arguments of `prepare`."""
    kind = split.strip()
    own_share = kind.startswith(("fold", "given"))
    return {
        "task": None if task == _AUTOMATIC else task,
        "target": [name.strip() for name in target.split(",")] if target.strip() else None,
        "val_fraction": val_fraction,
        "seed": seed,
        "split": split_of(kind, None if own_share else val_fraction, seed) if kind else None,
        "size": (height, width) if height and width else None,
        "mode": None if mode == _AUTOMATIC else mode,
        "fit": fit,
        "length": length or None,
        "skip_bad": skip_bad,
    }


def _check_there(path: str) -> None:
    if not inside_or_absolute(input_folder(), path).exists():
        raise DataError(
            f"there is no {path!r}.",
            folder=input_folder(),
            fix="put the data into that folder, or write an absolute path.",
        )
