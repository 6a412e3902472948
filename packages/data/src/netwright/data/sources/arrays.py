"""Arrays in an ``.npz`` file: one sample for each entry of the first axis."""

from __future__ import annotations

from pathlib import Path

from netwright.data.array_file import ArrayArchive, open_archive
from netwright.data.asked import Asked
from netwright.data.sources.array_inputs import ArrayInputs
from netwright.data.sources.array_kinds import Kind, kind_of
from netwright.data.sources.array_targets import targets_of
from netwright.data.sources.itself import Itself
from netwright.data.sources.listing import Listing, Targets
from netwright.interfaces.documents.source import ArrayFile
from netwright.interfaces.documents.target import Autoencoding
from netwright.interfaces.errors import DataError, NetwrightError, UsageError, did_you_mean

_INPUT_NAMES = ("x", "X", "inputs", "images", "data")
_TARGET_NAMES = ("y", "Y", "targets", "labels", "target", "label")
_CLASSES = "classes"


def list_samples(source: ArrayFile, asked: Asked) -> Listing:
    """Every entry of the first axis of the inputs.

    Raises:
        DataError: The file holds no such arrays, they differ in length, or they do not go with
            the task.
        UsageError: Another size or mode is asked for than pictures have.
    """
    path = Path(source.path)
    try:
        archive = open_archive(path)
        _check_names(archive, source)
        kind = kind_of(archive.members[source.inputs])
        _check_fits(kind, asked)
        targets, note = _targets(archive, source, asked)
    except NetwrightError as error:
        raise error if "file" in error.places else error.within(file=path) from None
    count = archive.members[source.inputs].shape[0]
    return Listing(
        source=source,
        root=path,
        names=tuple(map(str, range(count))),
        inputs=ArrayInputs(archive, source.inputs, kind),
        targets=targets,
        columns={
            name: archive.whole(name)
            for name, member in archive.members.items()
            if member.shape == (count,) and name not in (source.inputs, source.targets)
        },
        what="samples",
        notes=tuple(filter(None, (_input_note(source, kind), note))),
    )


def arrays_at(path: Path, asked: Asked) -> ArrayFile:
    """The source that a file's path stands for: its inputs and targets told by their names.

    They are x and y, or another usual name, or what the only other array is called; of two with
    names of their own, the first one is the inputs.
    """
    names = [name for name in open_archive(path).members if name != _CLASSES]
    targets = _only_target(path, asked, names)
    others = [name for name in names if name != targets]
    usual = [name for name in _INPUT_NAMES if name in others]
    if not others or (not usual and len(others) > 2):
        raise DataError(
            "the file does not say which of its arrays are the inputs.",
            file=path,
            arrays=", ".join(names) or "none",
            fix='call the inputs "x" and the targets "y": np.savez(path, x=inputs, y=targets).',
        )
    inputs = (usual or others)[0]
    if targets is None and asked.task != "autoencoding":
        left = [name for name in others if name != inputs]
        targets = left[0] if len(left) == 1 else None
    return ArrayFile(path=path.as_posix(), inputs=inputs, targets=targets)


def _only_target(path: Path, asked: Asked, names: list[str]) -> str | None:
    if len(asked.columns) > 1:
        raise UsageError(
            f"the targets are one array, but {', '.join(asked.columns)} came.",
            file=path,
            fix="stack them: np.stack([a, b], axis=1).",
        )
    if asked.columns or asked.task == "autoencoding":
        return next(iter(asked.columns), None)
    return next((name for name in _TARGET_NAMES if name in names), None)


def _check_names(archive: ArrayArchive, source: ArrayFile) -> None:
    for name in filter(None, (source.inputs, source.targets)):
        if name not in archive.members:
            raise DataError(
                f"the file has no array {name!r}.",
                file=archive.path,
                arrays=", ".join(archive.members) or "none",
                fix=did_you_mean(name, archive.members) if archive.members else "add it.",
            )


def _targets(archive: ArrayArchive, source: ArrayFile, asked: Asked) -> tuple[Targets, str]:
    if source.targets is None:
        if asked.task not in (None, "autoencoding"):
            raise DataError(
                f"the task {asked.task!r} needs targets, but the file has none.",
                arrays=", ".join(archive.members),
                fix="save them beside the inputs: np.savez(path, x=inputs, y=targets).",
            )
        note = "" if asked.task else "autoencoding, as there are no targets."
        return Itself(Autoencoding()), note
    count, values = archive.members[source.inputs].shape[0], archive.whole(source.targets)
    if values.ndim and len(values) != count:
        raise DataError(
            f"{source.inputs!r} has {count} samples, but {source.targets!r} has {len(values)}.",
            fix="save as many targets as inputs.",
        )
    named = _CLASSES in archive.members and source.targets != _CLASSES
    names = tuple(map(str, archive.whole(_CLASSES).tolist())) if named else ()
    return targets_of(values, names, source.targets, asked)


def _check_fits(kind: Kind, asked: Asked) -> None:
    """Pictures in an array are taken as they are: raise UsageError where others are asked for."""
    if kind.name != "pictures":
        return
    height, width, channels = kind.raw_shape
    mode = "L" if channels == 1 else "RGB"
    if asked.size in (None, (height, width)) and asked.mode in (None, mode):
        return
    raise UsageError(
        f"the pictures are {height} by {width} pixels in mode {mode}, and arrays are not resized.",
        fix="leave size and mode out, resize the array, or give image files.",
    )


def _input_note(source: ArrayFile, kind: Kind) -> str:
    if kind.name == "pictures":
        return f"{source.inputs} is taken for pictures of 0 to 255; save float32 for plain numbers."
    if kind.name == "tokens":
        return (
            f"{source.inputs} holds whole numbers, taken for tokens; save float32 for numbers that "
            "are scaled."
        )
    return ""
