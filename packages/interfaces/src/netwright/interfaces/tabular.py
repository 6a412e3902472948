"""Reading rows of a table the one way: the same functions feed training and prediction.

A table is taken as whole columns, a million cells of which are read in about a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, Union

import numpy as np

from netwright.interfaces.documents.preprocessing import CategoryColumn, NumberColumn
from netwright.interfaces.errors import DataError, UsageError, did_you_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.interfaces.documents.preprocessing import TablePreprocessing

Cells = Union[Sequence[Any], "NDArray[Any]"]
"""The cells of one column: texts, numbers, None."""

GAPS = frozenset({"", "NA", "NaN", "nan", "null", "None", "?"})
"""What stands in a cell that says nothing."""

DELIMITERS = ",;\t|"
"""What may stand between the cells of a table of text."""

_LARGEST = float(np.finfo(np.float32).max)


def delimiter_of(head: str) -> str:
    """What stands between the cells of a head line: a comma, or what is there more often.

    Where it is a semicolon, numbers are written as in ``3,5``, as many spreadsheets do.
    """
    outside = "".join(head.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def read_columns(
    columns: Mapping[str, Cells], preprocessing: TablePreprocessing, *, first_row: int = 1
) -> NDArray[np.float32]:
    """Rows as the network's input before gaps are filled and categories spread out.

    Args:
        columns: The cells of each column, by its name and all of one length; columns that the
            network does not take are not looked at.
        preprocessing: The columns to give, in their order.
        first_row: The number of the first row, for error messages.

    Returns:
        float32 [N,columns]: of a number column the number, of a category column the index of the
        word; NaN for a gap, and for a word that training never saw.

    Raises:
        DataError: A column is missing, or a number column holds something else.
    """
    check_columns(columns, preprocessing)
    read = [
        read_numbers(columns[column.name], column.name, first_row=first_row)
        if isinstance(column, NumberColumn)
        else read_categories(columns[column.name], column)
        for column in preprocessing.columns
    ]
    return np.stack(read, axis=1)


def read_rows(
    rows: Sequence[Any], preprocessing: TablePreprocessing, *, first_row: int = 1
) -> NDArray[np.float32]:
    """Rows as `read_columns` gives them.

    Args:
        rows: Each a mapping of a column's name to its cell, or the cells alone in the order of
            the columns (a list, a tuple, an array).
        preprocessing: As for `read_columns`.
        first_row: As for `read_columns`.

    Raises:
        DataError: A row lacks a column, has too many or too few cells, or holds text where a
            number belongs.
        UsageError: A row is something else.
    """
    names = [column.name for column in preprocessing.columns]
    cells = [
        _cells(row, names, preprocessing, number) for number, row in enumerate(rows, first_row)
    ]
    columns = zip(*cells, strict=True) if cells else ([] for _ in names)
    return read_columns(dict(zip(names, columns, strict=True)), preprocessing, first_row=first_row)


def check_columns(found: Iterable[str], preprocessing: TablePreprocessing) -> None:
    """Raise DataError for the first column of `preprocessing` that is not among `found`."""
    known = list(found)
    for column in preprocessing.columns:
        if column.name not in known:
            raise DataError(
                f"the column {column.name!r} is missing.",
                column=column.name,
                fix=f"add it, or rename what stands for it; {did_you_mean(column.name, known)}"
                if known
                else "add it.",
            )


def read_numbers(cells: Cells, name: str, *, first_row: int = 1) -> NDArray[np.float32]:
    """The numbers in a column, NaN in its gaps.

    Args:
        cells: Numbers, texts of numbers (``3``, ``-1.5``, ``2e-3``), gaps (see `GAPS`), None.
        name: The column's name, for error messages.
        first_row: The number of the first row, for error messages.

    Returns:
        float32 [N].

    Raises:
        DataError: A cell is something else, infinite, or larger than float32 holds.
    """
    try:
        numbers = np.fromiter(map(float, cells), np.float64, len(cells))
    except (OverflowError, TypeError, ValueError):  # Gaps, or a mistake: cell by cell.
        numbers = np.array(
            [_number(cell, name, row) for row, cell in enumerate(cells, first_row)], np.float64
        )
    too_large = np.flatnonzero(np.abs(numbers) > _LARGEST)
    if too_large.size:
        _refuse(cells[too_large[0]], name, first_row + int(too_large[0]))
    return numbers.astype(np.float32)


def read_categories(cells: Cells, column: CategoryColumn) -> NDArray[np.float32]:
    """The index of each word of a column, float32 [N]; NaN for a gap or an unknown word."""
    index = {word: float(position) for position, word in enumerate(column.values)}
    return np.fromiter(
        (index.get(word, np.nan) if word is not None else np.nan for word in read_words(cells)),
        np.float32,
        len(cells),
    )


def read_words(cells: Cells) -> list[str | None]:
    """The words in a column, None in its gaps; numbers as a text file would hold them.

    Whole numbers are written without a point, whatever type they have: a reader that turns a
    column with gaps into floats must not make other words of it.
    """
    return [_word(cell) for cell in (cells.tolist() if isinstance(cells, np.ndarray) else cells)]


def _word(cell: Any) -> str | None:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).strip()
    return None if text in GAPS else text


def _number(cell: Any, name: str, row: int) -> float:
    if cell is None or (isinstance(cell, str) and cell.strip() in GAPS):
        return np.nan
    try:
        return float(cell)
    except (OverflowError, TypeError, ValueError):
        _refuse(cell, name, row)


def _refuse(cell: Any, name: str, row: int) -> NoReturn:
    text = str(cell)
    shown = repr(text if len(text) <= 40 else f"{text[:40]}...")
    fix = "write a number, or leave the cell empty."
    if text.count(",") == 1 and text.replace(",", "").strip("+- ").isdigit():
        fix = f"write {text.strip().replace(',', '.')}: a point stands before the decimals."
    raise DataError(f"expected a number, but {shown} came.", row=row, column=name, fix=fix)


def _cells(
    row: Any, names: list[str], preprocessing: TablePreprocessing, number: int
) -> Sequence[Any]:
    if isinstance(row, Mapping):
        try:
            return [row[name] for name in names]
        except KeyError:
            check_columns(row, preprocessing)
    if isinstance(row, np.ndarray) and row.ndim == 1:
        row = row.tolist()
    if isinstance(row, (str, bytes)) or not isinstance(row, Sequence):
        raise UsageError(
            f"expected a row, but a {type(row).__name__} came.",
            fix="give a mapping of column names to cells, or a list of cells; "
            'of a data frame, frame.to_dict("records").',
        )
    if len(row) != len(names):
        raise DataError(
            f"expected {len(names)} cells, but {len(row)} came.",
            row=number,
            fix=f"give one for each of: {', '.join(names)}.",
        )
    return row
