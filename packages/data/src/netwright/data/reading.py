"""All samples of a listing, read, and what is to be told of those that cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netwright.data.asked import Asked
from netwright.data.samples import Samples
from netwright.data.sources.changes import listed
from netwright.data.sources.listing import Listing, ReadInputs, ReadTargets
from netwright.data.survey import OnProgress
from netwright.interfaces.documents.preprocessing import AnyPreprocessing
from netwright.interfaces.errors import DataError


@dataclass(frozen=True, eq=False)
class ReadListing:
    """The samples of a listing, read.

    Attributes:
        listing: Where they are.
        inputs: Of all of them.
        targets: Of all of them.
        unreadable: Those that cannot be used, by their number, with the reason.
        kept: int64, the numbers of all others.
    """

    listing: Listing
    inputs: ReadInputs
    targets: ReadTargets
    unreadable: Mapping[int, str]
    kept: NDArray[np.int64]

    def samples(self, part: NDArray[np.int64], preprocessing: AnyPreprocessing) -> Samples:
        """Some of them, by their numbers."""
        return Samples(
            inputs=self.inputs.rows(part, preprocessing),
            targets=self.targets.rows(part),
            names=tuple(self.listing.names[number] for number in part.tolist()),
        )


def read_listing(listing: Listing, asked: Asked, on_progress: OnProgress | None) -> ReadListing:
    """Read all samples.

    Raises:
        DataError: One of them cannot be used, and such are not to be skipped.
    """
    inputs = listing.inputs.read(asked, on_progress)
    targets = listing.targets.read(inputs, asked, on_progress)
    unreadable = {**inputs.unreadable, **targets.unreadable}
    if unreadable and not asked.skip_bad:
        # What was read stays in the cache: to go on with skip_bad takes no second reading.
        raise cannot_be_read(listing, unreadable)
    return ReadListing(listing, inputs, targets, unreadable, all_but(len(listing), unreadable))


def all_but(count: int, left_out: Iterable[int]) -> NDArray[np.int64]:
    """int64, the numbers of the samples that are kept."""
    kept = np.ones(count, bool)
    kept[[*left_out]] = False
    return np.flatnonzero(kept)


def cannot_be_read(listing: Listing, problems: Mapping[int, str]) -> DataError:
    """The error for samples of a listing, by their number, with the reason."""
    lines = [f"{listing.names[number]}: {why}" for number, why in sorted(problems.items())]
    return DataError(
        f"{len(problems)} of {len(listing)} {listing.what} cannot be read.",
        **place_of(listing),
        **{"files" if listing.what == "images" else listing.what: listed(lines)},
        fix="replace or remove them, or leave them out with --skip-bad (skip_bad=True in Python).",
    )


def place_of(listing: Listing) -> dict[str, object]:
    """Where a listing is, as errors say it."""
    return {"folder" if listing.root.is_dir() else "file": listing.root}
