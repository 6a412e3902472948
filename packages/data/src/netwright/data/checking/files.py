"""What image files say of themselves: odd modes, sizes, orientation, animation."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from netwright.data.checking.finding import Finding
from netwright.interfaces.imaging import upright_size

_TINY = 16  # pixels
_HUGE = 50_000_000  # pixels
_SHOWN = 12
_ODD = {
    "CMYK": "are CMYK, as for print; they are converted to RGB without a colour profile",
    "16 bit": "have 16 bits a channel; the upper 8 are used",
    "palette": "have a palette; its colours are used",
    "alpha": "are transparent in places; they are laid on white",
    "animated": "are animated; the first frame is used",
    "rotated": "are turned by their EXIF orientation, and are read upright",
}


@dataclass(frozen=True)
class ImageFacts:
    """What the header of one file says; width and height are of the upright image."""

    width: int
    height: int
    odd: tuple[str, ...]


def image_facts(path: Path) -> ImageFacts | None:
    """The facts of a file; None where it cannot be read, which decoding tells of."""
    try:
        with warnings.catch_warnings(), Image.open(path) as image:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            width, height = upright_size(image)
            turned = (width, height) != image.size or image.getexif().get(0x0112, 1) != 1
            odd = {
                "CMYK": image.mode == "CMYK",
                "16 bit": image.mode.startswith("I"),
                "palette": image.mode == "P",
                "alpha": image.has_transparency_data,
                "animated": getattr(image, "n_frames", 1) > 1 and image.format != "MPO",
                "rotated": turned,
            }
    except Exception:  # Pillow's plugins raise of every kind on broken files.
        return None
    return ImageFacts(width, height, tuple(name for name, is_so in odd.items() if is_so))


def odd_files(names: Sequence[str], facts: Sequence[ImageFacts | None]) -> Iterator[Finding]:
    """How many files are of an unusual kind, and how those are read."""
    counts = Counter(odd for fact in facts if fact for odd in fact.odd)
    for odd, count in counts.most_common():
        yield Finding(
            "kinds of files",
            "note",
            f"{count} of {len(names)} images {_ODD[odd]}.",
            "nothing, if that is what you want; else convert them.",
            tuple(n for n, f in zip(names, facts, strict=True) if f and odd in f.odd)[:_SHOWN],
        )


def odd_sizes(
    names: Sequence[str], facts: Sequence[ImageFacts | None], size: tuple[int, int]
) -> Iterator[Finding]:
    """Images that are tiny, huge, or much smaller than what they are read at.

    Args:
        size: (height, width) in pixels, at which they are read.
    """
    known = [(name, fact) for name, fact in zip(names, facts, strict=True) if fact]
    tiny = [n for n, f in known if min(f.width, f.height) < min(_TINY, *size)]
    huge = [n for n, f in known if f.width * f.height > _HUGE]
    enlarged = [n for n, f in known if f.height < size[0] / 2 and f.width < size[1] / 2]
    for found, message, fix in (
        (tiny, f"are under {_TINY} pixels on a side", "remove them if they show nothing."),
        (huge, f"have more than {_HUGE / 1e6:.0f} megapixels", "make them smaller: it saves time."),
        (
            enlarged,
            f"are less than half as large as the {size[1]} x {size[0]} that they are read at",
            "read at a smaller --size.",
        ),
    ):
        if found:
            yield Finding(
                "sizes",
                "note",
                f"{len(found)} of {len(names)} images {message}.",
                fix,
                tuple(found[:_SHOWN]),
            )
