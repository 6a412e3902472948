"""Reading a model file: refused with a reason when it is not a whole one that Netwright wrote."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from netwright.inference.graph_checks import problem_of
from netwright.inference.onnx_outline import NotOnnx, Outline, read_outline
from netwright.inference.wire import BrokenMessage
from netwright.interfaces.documents.model import METADATA_KEY, Model
from netwright.interfaces.errors import ModelError

# A protobuf message, and so an ONNX file, cannot be larger.
_LARGEST = 2**31


@dataclass(frozen=True)
class ModelFile:
    """A model file that has been read and found whole.

    Attributes:
        path: Where it was.
        content: Its bytes; what was checked is what runs, though the file may change meanwhile.
        model: The document in its metadata.
    """

    path: Path
    content: bytes = field(repr=False)
    model: Model


def read_model_file(path: str | os.PathLike[str]) -> ModelFile:
    """The model file at `path`, checked.

    Raises:
        ModelError: It is not there, is a folder, is no ONNX, is cut short or damaged, was not
            written by Netwright, keeps weights in other files, or holds a graph that must not be
            run.
        DocumentError: Its document is of a newer version, or not valid.
    """
    path = Path(path)
    content = _read(path)
    outline = _outline(path, content)
    document = outline.metadata.get(METADATA_KEY)
    if document is None:
        raise ModelError(
            "this ONNX file does not say how it is used: Netwright did not write it, "
            "or its end is cut off.",
            file=path,
            fix="give a model.onnx that Netwright wrote; a run folder holds one.",
        )
    if outline.external_files:
        raise ModelError(
            "this model keeps weights in another file, which is not opened.",
            file=path,
            weights=outline.external_files[0],
            fix="give the model.onnx as Netwright wrote it, with its weights inside.",
        )
    model = Model.from_json(document, source=path)
    if problem := _problem(path, content):
        raise ModelError(
            f"this model is not run: {problem}.",
            file=path,
            fix="export the model anew from its run, or ask who made it.",
        )
    return ModelFile(path, content, model)


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _is_a_folder(path)
        if path.exists() and not path.is_file():
            raise ModelError("expected a file.", file=path, fix="give the path of a model.onnx.")
        if path.exists() and path.stat().st_size >= _LARGEST:
            raise ModelError(
                "this file is larger than an ONNX model can be (2 GB).",
                file=path,
                fix="give a model.onnx that Netwright wrote.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise ModelError("there is no such model file.", file=path, fix="check the path.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ModelError(
            f"the model file cannot be read: {reason}.",
            file=path,
            fix="check the path and that the file may be read.",
        ) from None


def _is_a_folder(path: Path) -> ModelError:
    inside = path / "model.onnx"
    fix = f"give {inside}." if inside.is_file() else "give the model.onnx of a run."
    return ModelError("expected a model file, but a folder came.", file=path, fix=fix)


def _outline(path: Path, content: bytes) -> Outline:
    try:
        return read_outline(content)
    except NotOnnx:
        raise ModelError(
            "expected an ONNX model, but the content is something else.",
            file=path,
            fix="give a model.onnx that Netwright wrote; a run folder holds one.",
        ) from None
    except BrokenMessage:
        raise broken(path) from None


def _problem(path: Path, content: bytes) -> str | None:
    try:
        return problem_of(content)
    except BrokenMessage:
        raise broken(path) from None


def broken(path: Path) -> ModelError:
    """The error for a model file that starts well and does not go on so."""
    return ModelError(
        "the model file is cut short or damaged.",
        file=path,
        fix="copy or download it again, or export it anew from its run.",
    )
