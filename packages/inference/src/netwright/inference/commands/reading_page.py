"""What `netwright inspect` says of a model's target and of how its samples are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netwright.interfaces.documents.model import AnySize
from netwright.interfaces.documents.preprocessing import (
    AnyPreprocessing,
    ArrayPreprocessing,
    Column,
    ImagePreprocessing,
    NumberColumn,
    TablePreprocessing,
    TextPreprocessing,
)
from netwright.interfaces.documents.target import (
    AnyTarget,
    ImageToImage,
    Regression,
    Segmentation,
    labels_of,
)

_MOST = 20
_FITS = {
    "stretch": "stretched to size",
    "crop": "cropped to the shape, then resized",
    "pad": "padded to the shape, then resized",
}

Row = tuple[str, str]
"""A line's name, and its text."""


def target_rows(target: AnyTarget) -> Iterator[Row]:
    """What the model was trained to give."""
    if labels := labels_of(target):
        yield "labels", _some(labels)
    if isinstance(target, Segmentation) and target.colors:
        yield "colours", _some("#{:02x}{:02x}{:02x}".format(*color) for color in target.colors)
    if isinstance(target, Regression):
        scales = zip(target.columns, target.mean, target.std, strict=True)
        yield "values", _some(f"{name} ({mean:.4g} ± {std:.4g})" for name, mean, std in scales)
    if isinstance(target, ImageToImage):
        yield "picture", _picture(target.height, target.width, target.mode)


def preprocessing_rows(preprocessing: AnyPreprocessing, any_size: AnySize | None) -> Iterator[Row]:
    """How a sample is read, and what the graph does to it first."""
    if isinstance(preprocessing, ImagePreprocessing):
        yield from _image(preprocessing, any_size)
    elif isinstance(preprocessing, TablePreprocessing):
        yield from _table(preprocessing)
    elif isinstance(preprocessing, ArrayPreprocessing):
        yield from _array(preprocessing)
    else:
        yield from _text(preprocessing)


def _image(image: ImagePreprocessing, any_size: AnySize | None) -> Iterator[Row]:
    picture = _picture(image.height, image.width, image.mode)
    if any_size is None or any_size.fitted:
        where = "" if any_size is None else " inside the graph, which takes any size"
        yield "image", f"{picture}, {_FITS[image.fit]}{where}"
    else:
        steps = f" in steps of {any_size.multiple}" if any_size.multiple > 1 else ""
        sizes = f"any size from {any_size.least} x {any_size.least}{steps}"
        yield "image", f"{sizes}; trained on {picture}"
    yield "normalised", f"inside the graph: (x / 255 - {_each(image.mean)}) / {_each(image.std)}"


def _table(table: TablePreprocessing) -> Iterator[Row]:
    yield "columns", _some(map(_column, table.columns))
    yield "normalised", "inside the graph: gaps filled, numbers scaled, a value for each word"


def _array(array: ArrayPreprocessing) -> Iterator[Row]:
    yield "array", f"{array.dtype} [{','.join(map(str, array.shape))}]"
    if array.dtype == "float32":
        yield "normalised", f"inside the graph: (x - {_each(array.mean)}) / {_each(array.std)}"


def _text(text: TextPreprocessing) -> Iterator[Row]:
    yield "text", f"{text.length} {text.unit}s at a time, {text.tokens - 1} known"
    if text.vocabulary:
        yield "vocabulary", " ".join(map(repr, text.vocabulary))


def _column(column: Column) -> str:
    if isinstance(column, NumberColumn):
        return f"{column.name} ({column.mean:.4g} ± {column.std:.4g}, {column.fill:.4g} in a gap)"
    return f"{column.name} (one of {_some(column.values)})"


def _picture(height: int, width: int, mode: str) -> str:
    return f"{height} x {width} pixels, {'grey' if mode == 'L' else 'RGB'}"


def _some(items: Iterable[str]) -> str:
    """How many, and the first of them."""
    listed = list(items)
    more = len(listed) - _MOST
    shown = ", ".join(listed[:_MOST])
    return f"{len(listed)}: {shown}" + (f", and {more} more" if more > 0 else "")


def _each(numbers: tuple[float, ...]) -> str:
    texts = [f"{number:.4g}" for number in numbers[:_MOST]]
    if len(numbers) > _MOST:
        texts.append("...")
    return texts[0] if len(texts) == 1 else f"({', '.join(texts)})"
