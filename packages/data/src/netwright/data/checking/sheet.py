"""The samples that a check's report speaks of, as one picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw

from netwright.data.checking.finding import CheckReport, Finding
from netwright.data.checking.named_samples import named_pixels
from netwright.data.checking.text import MARKS
from netwright.data.previewing.contact_sheet import contact_sheet
from netwright.data.previewing.font import font_for
from netwright.data.samples import Prepared
from netwright.interfaces.documents.target import Autoencoding

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WIDTH, _TITLE = 1200, 26
_MOST = 16


def findings_sheet(report: CheckReport, data: Prepared) -> Image.Image:
    """A title for each finding, and the images of its samples below it; at most 16 of each.

    Args:
        report: What was found.
        data: The data set that it was found in.
    """
    parts = [part for finding in report.findings for part in _parts(finding, data)]
    parts = parts or [_title("Nothing found that stands against training on it.")]
    page = Image.new("RGB", (_WIDTH, sum(part.height for part in parts)), "white")
    top = 0
    for part in parts:
        page.paste(part, (0, top))
        top += part.height
    return page


def _parts(finding: Finding, data: Prepared) -> Iterator[Image.Image]:
    yield _title(f"{MARKS[finding.severity]} {finding.check}: {finding.message}")
    found = [(words, named_pixels(words, data)) for words in finding.samples[:_MOST]]
    pictures: list[NDArray[np.uint8]] = [pixels for _, pixels in found if pixels is not None]
    if pictures:
        names = [words for words, pixels in found if pixels is not None]
        # Its captions are names: of this task there are no labels.
        yield contact_sheet(np.stack(pictures), None, Autoencoding(), names)


def _title(words: str) -> Image.Image:
    line = Image.new("RGB", (_WIDTH, _TITLE), "white")
    ImageDraw.Draw(line).text((6, 6), words, fill="black", font=font_for([words], 14))
    return line
