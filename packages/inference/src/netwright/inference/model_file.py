"""Reading a model file: refused with a reason when it is not a whole one that Netwright wrote."""

from __future__ import annotations

import mmap
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from netwright.inference.graph_checks import problem_of
from netwright.inference.onnx_outline import NotOnnx, Outline, read_outline
from netwright.inference.wire import BrokenMessage
from netwright.interfaces.documents.model import METADATA_KEY, Model
from netwright.interfaces.errors import ModelError

# A protobuf message, and so an ONNX file, cannot be larger.
_LARGEST = 2**31

_WEIGHTS_BESIDE = re.compile(r"[^/\\:]+\.[0-9a-f]{8}\.data")


@dataclass(frozen=True)
class ModelFile:
    """A model file that has been read and found whole.

    Attributes:
        path: Where it was.
        content: Its bytes; what was checked is what runs, though the file may change meanwhile.
        model: The document in its metadata.
        weights_beside: Whether weights lie in a second file in its folder, being too many for one.
    """

    path: Path
    content: bytes = field(repr=False)
    model: Model
    weights_beside: bool = False


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
        raise _of_another(path)
    for name in dict.fromkeys(outline.external_files):
        _check_weights_beside(path, name)
    model = Model.from_json(document, source=path)
    if problem := _problem(path, content):
        raise ModelError(
            f"this model is not run: {problem}.",
            file=path,
            fix="export the model anew from its run, or ask who made it.",
        )
    return ModelFile(path, content, model, weights_beside=bool(outline.external_files))


def read_model_document(path: str | os.PathLike[str]) -> Model:
    """What the model file at `path` says of itself, to be listed and not to be run.

    Its weights are not read, so that a list of large models takes no time.

    Raises:
        ModelError: It is not there, is no ONNX, is cut short, or was not written by Netwright.
        DocumentError: Its document is of a newer version, or not valid.
    """
    path = Path(path)
    outline = _outline(path, _mapped(path))
    if METADATA_KEY not in outline.metadata:
        raise _of_another(path)
    return Model.from_json(outline.metadata[METADATA_KEY], source=path)


def _mapped(path: Path) -> bytes | mmap.mmap:
    """The file's bytes, each read when it is looked at. Closed when nothing refers to it."""
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except ValueError:  # An empty file cannot be mapped.
        return b""
    except OSError as error:
        raise _not_read(path, error) from None


def _of_another(path: Path) -> ModelError:
    return ModelError(
        "this ONNX file does not say how it is used: Netwright did not write it, "
        "or its end is cut off.",
        file=path,
        fix="give a model.onnx that Netwright wrote; a run folder holds one.",
    )


def _not_read(path: Path, error: Exception) -> ModelError:
    reason = getattr(error, "strerror", None) or error
    return ModelError(
        f"the model file cannot be read: {reason}.",
        file=path,
        fix="check the path and that the file may be read.",
    )


def _check_weights_beside(path: Path, name: str) -> None:
    """Weights may lie beside the model in a file that is named as Netwright names it."""
    if not _WEIGHTS_BESIDE.fullmatch(name):
        raise ModelError(
            "this model keeps weights in another file, which is not opened.",
            file=path,
            weights=name,
            fix="give the model.onnx as Netwright wrote it, with its weights inside.",
        )
    weights = path.with_name(name)
    if weights.is_symlink() or not weights.is_file():
        raise ModelError(
            "this model is so large that its weights are in a second file, which is not there.",
            file=path,
            weights=weights,
            fix="copy that file beside the model's, under its own name.",
        )


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
        raise _not_read(path, error) from None


def _is_a_folder(path: Path) -> ModelError:
    inside = path / "model.onnx"
    fix = f"give {inside}." if inside.is_file() else "give the model.onnx of a run."
    return ModelError("expected a model file, but a folder came.", file=path, fix=fix)


def _outline(path: Path, content: bytes | mmap.mmap) -> Outline:
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
