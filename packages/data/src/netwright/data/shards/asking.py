"""Tar files prepared as `netwright.data.prepare` is asked to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from netwright.data.asked import Asked
from netwright.data.samples import Prepared
from netwright.data.shards.few import with_few_samples
from netwright.data.shards.preparation import prepare_shards
from netwright.data.survey import OnProgress
from netwright.interfaces.documents.source import Shards
from netwright.interfaces.errors import UsageError


def prepared_shards(source: Shards, asked: Asked, on_progress: OnProgress | None) -> Prepared:
    """The data set, after two or three passes over its tar files, with a few samples at hand.

    Raises:
        DataError: As `prepare_shards`.
        UsageError: What is asked for does not go with tar files.
    """
    _check(source, asked)
    document = prepare_shards(
        source,
        name=Path(source.path).parent.name or "shards",
        size=asked.size,
        mode=asked.mode,
        fit=asked.fit,
        on_progress=on_progress,
    )
    prepared = with_few_samples(document)
    if not asked.skip_bad:
        return prepared
    note = "a sample in a tar file that cannot be read is not left out, but ends training."
    return replace(prepared, notes=(*prepared.notes, note))


def _check(source: Shards, asked: Asked) -> None:
    refused = {
        "another task than classification": asked.task not in (None, "classification"),
        "a target": asked.columns,
        "ignored columns": asked.ignored,
        "a split": asked.split is not None,
    }
    if named := next((what for what, is_so in refused.items() if is_so), None):
        raise UsageError(
            f"tar files hold images with a class each, split by files: {named} does not go with "
            "them.",
            path=source.path,
            fix="leave that out.",
        )
