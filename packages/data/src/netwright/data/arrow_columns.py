"""From the columns that pyarrow reads to columns of numbers, words and dates. Needs pyarrow."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from netwright.data.table_columns import Column
from netwright.interfaces.tabular import GAPS


def column_of(name: str, cells: pa.ChunkedArray, decimal_comma: bool = False) -> Column:
    """The column that `cells` are.

    Args:
        name: Its name.
        cells: What pyarrow has read. Texts that are all numbers, or all dates as in ISO 8601,
            become so; of a gap (see `GAPS`) nothing is left.
        decimal_comma: Whether texts such as ``3,5`` are numbers.
    """
    kind = cells.type
    if pa.types.is_dictionary(kind):
        return column_of(name, cells.cast(kind.value_type), decimal_comma)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _of_texts(name, cells, decimal_comma)
    if pa.types.is_boolean(kind):
        texts = pc.if_else(cells, "True", "False")  # As Python writes them.
        return Column(name, "word", _objects(texts))
    if pa.types.is_integer(kind):
        return Column(name, "whole", _numbers(cells))
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return Column(name, "number", _numbers(cells))
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return Column(name, "date", _moments(cells))
    if pa.types.is_null(kind):
        return Column(name, "word", np.full(len(cells), None, object))
    return Column(name, "other", np.full(len(cells), None, object))


def _of_texts(name: str, cells: pa.ChunkedArray, decimal_comma: bool) -> Column:
    cells = pc.utf8_trim_whitespace(cells)
    cells = pc.if_else(pc.is_in(cells, pa.array(sorted(GAPS), cells.type)), None, cells)
    if cells.null_count == len(cells):
        return Column(name, "word", np.full(len(cells), None, object))
    numbers = pc.replace_substring(cells, ",", ".") if decimal_comma else cells
    if (read := _cast(numbers, pa.int64())) is not None:
        return Column(name, "whole", _numbers(read))
    if (read := _cast(numbers, pa.float64())) is not None:
        return Column(name, "number", _numbers(read))
    for moment in (pa.timestamp("us"), pa.timestamp("us", "UTC")):
        if (read := _cast(cells, moment)) is not None:
            return Column(name, "date", _moments(read))
    return Column(name, "word", _objects(cells))


def _cast(cells: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray | None:
    """All cells as `kind`, or None where one of them is not readable so."""
    try:
        return pc.cast(cells, kind)
    except pa.ArrowInvalid:
        return None


def _numbers(cells: pa.ChunkedArray) -> NDArray[np.float64]:
    numbers = pc.cast(cells, pa.float64(), safe=False).to_numpy()
    return np.asarray(numbers, np.float64)


def _moments(cells: pa.ChunkedArray) -> NDArray[Any]:
    return np.asarray(pc.cast(cells, pa.timestamp("us"), safe=False).to_numpy())


def _objects(cells: pa.ChunkedArray) -> NDArray[np.object_]:
    """object [N]; equal texts are one object, which saves most of the memory and the time."""
    coded = cells.combine_chunks().dictionary_encode()
    words = np.array([*coded.dictionary.to_pylist(), None], object)
    return words[pc.fill_null(coded.indices, len(words) - 1).to_numpy()]
