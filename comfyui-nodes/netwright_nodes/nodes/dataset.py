"""Data to train on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from netwright.data import prepare
from netwright.interfaces.documents import Task
from netwright.interfaces.errors import DataError

from ..comfyui import input_folder, io, ui
from ..training.preparing import PreparationProgress
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
            "class, a table, arrays, texts. What lies there tells what kind of data it is.",
            inputs=[
                io.String.Input(
                    "path",
                    default="digits",
                    tooltip="A folder or a file: in ComfyUI's input folder, or an absolute path.",
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
                    tooltip="The share of samples to validate on, where the data are not split "
                    "already.",
                ),
                io.Int.Input(
                    "seed",
                    default=0,
                    min=0,
                    max=2**31 - 1,
                    control_after_generate=False,
                    tooltip="Of that split.",
                ),
            ],
            outputs=[Dataset.Output("dataset_out", display_name="dataset")],
            hidden=[io.Hidden.unique_id],
            is_output_node=True,
        )

    @classmethod
    def validate_inputs(cls, path: str | None) -> bool | str:
        if path is not None and not (input_folder() / path).exists():
            return str(
                DataError(
                    f"there is no {path!r}.",
                    folder=input_folder(),
                    fix="put the data into that folder, or write an absolute path.",
                )
            )
        return True

    @classmethod
    def fingerprint_inputs(cls, path: str | None, **inputs: Any) -> Any:
        return "" if path is None else _fingerprint(input_folder() / path)

    @classmethod
    def execute(cls, path: str, task: str, target: str, val_fraction: float, seed: int) -> Any:
        prepared = prepare(
            input_folder() / path,
            task=None if task == _AUTOMATIC else task,  # type: ignore[arg-type]
            target=[name.strip() for name in target.split(",")] if target.strip() else None,
            val_fraction=val_fraction,
            seed=seed,
            on_progress=PreparationProgress(cls.hidden.unique_id),
        )
        said = f"{prepared.document.task}: {len(prepared.train):,} to train on, "
        said += f"{len(prepared.val):,} to validate on"
        return io.NodeOutput(prepared.document, ui=ui.PreviewText(said))


def _fingerprint(path: Path) -> str:
    """What changes when a file is added, removed or written; no file is opened for it."""
    digest = hashlib.sha256()
    for file in _files(path):
        status = file.stat()
        digest.update(f"{file}\n{status.st_size}\n{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    yield from sorted(path.rglob("*")) if path.is_dir() else [path]
