"""Splits as people write them on the command line, such as ``grouped:patient`` or ``fold:1/5``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from netwright.data.asked import valid
from netwright.interfaces.documents.split import (
    AnySplit,
    FoldSplit,
    GivenSplit,
    GroupedSplit,
    RandomSplit,
    StratifiedSplit,
    TimeSplit,
)
from netwright.interfaces.errors import UsageError, did_you_mean

FORMS = (
    "stratified",
    "random",
    "grouped:COL",
    "time:COL",
    "fold:K/N",
    "fold:K/N:COL",
    "given",
    "given:COL",
    "given:COL:TRAIN:VAL",
)
"""What `split_of` reads."""

_FOLD = re.compile(r"(\d+)/(\d+)(?::(.+))?")


def split_of(words: str, val_fraction: float | None = None, seed: int = 0) -> AnySplit:
    """The split that words ask for.

    Args:
        words: One of `FORMS`. COL is a column, or ``folder`` for the folder of a file; K of N folds
            counts from 1.
        val_fraction: The share to validate on; 0.2 by default.
        seed: For splits that are drawn.

    Raises:
        UsageError: There is no such split, a part of it is missing or out of range, or
            `val_fraction` is given for one that has its own share.
    """
    kind, _, rest = words.partition(":")
    if kind not in _MAKERS:
        known = ", ".join(FORMS)
        fix = did_you_mean(kind, _MAKERS)
        raise UsageError(f"there is no split {words!r}.", splits=known, fix=fix)
    if kind in ("fold", "given") and val_fraction is not None:
        raise UsageError(
            f"the split {kind!r} has its own share for validation, but --val-fraction came too.",
            fix="leave --val-fraction out.",
        )
    if not rest and kind in ("grouped", "time", "fold"):
        form = next(form for form in FORMS if form.startswith(kind))
        raise UsageError(f"the split {words!r} is not complete.", fix=f"write {form}.")
    if rest and kind in ("stratified", "random"):
        raise UsageError(
            f"the split {kind!r} goes by nothing, but {rest!r} came.", fix=f"write {kind}."
        )
    return _MAKERS[kind](
        rest, {"val_fraction": 0.2 if val_fraction is None else val_fraction}, seed
    )


def words_of(split: AnySplit) -> str:
    """The words that ask for a split: `split_of` gives it again, with its share and its seed."""
    if isinstance(split, (GroupedSplit, TimeSplit)):
        return f"{split.kind}:{split.by}"
    if isinstance(split, FoldSplit):
        return f"fold:{split.fold + 1}/{split.folds}" + (f":{split.by}" if split.by else "")
    if isinstance(split, GivenSplit) and split.column:
        return f"given:{split.column}:{split.train}:{split.val}"
    return str(split.kind)


def _stratified(rest: str, share: dict[str, Any], seed: int) -> StratifiedSplit:
    return valid(StratifiedSplit, {**share, "seed": seed})


def _random(rest: str, share: dict[str, Any], seed: int) -> RandomSplit:
    return valid(RandomSplit, {**share, "seed": seed})


def _grouped(rest: str, share: dict[str, Any], seed: int) -> GroupedSplit:
    return valid(GroupedSplit, {**share, "by": rest, "seed": seed})


def _time(rest: str, share: dict[str, Any], seed: int) -> TimeSplit:
    return valid(TimeSplit, {**share, "by": rest})


def _fold(rest: str, share: dict[str, Any], seed: int) -> FoldSplit:
    match = _FOLD.fullmatch(rest)
    fold, folds = (int(match[1]), int(match[2])) if match else (0, 0)
    if not match or not 1 <= fold <= folds or folds < 2:
        raise UsageError(
            f"expected a fold such as 1/5, the first of five, but {rest!r} came.",
            fix="write --split fold:1/5.",
        )
    return valid(FoldSplit, {"folds": folds, "fold": fold - 1, "by": match[3] or "", "seed": seed})


def _given(rest: str, share: dict[str, Any], seed: int) -> GivenSplit:
    column, *names = rest.split(":")
    if len(names) not in (0, 2):
        raise UsageError(
            f"a given split names its column, or its column and two words, but {rest!r} came.",
            fix="write --split given:COL or --split given:COL:TRAIN:VAL.",
        )
    train, val = names or ("train", "val")
    return valid(GivenSplit, {"column": column, "train": train, "val": val})


_MAKERS: dict[str, Callable[[str, dict[str, Any], int], AnySplit]] = {
    "stratified": _stratified,
    "random": _random,
    "grouped": _grouped,
    "time": _time,
    "fold": _fold,
    "given": _given,
}
