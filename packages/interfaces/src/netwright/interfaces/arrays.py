"""Checking arrays the one way: for training and prediction alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.interfaces.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.interfaces.documents.preprocessing import ArrayPreprocessing


def read_array(value: Any, preprocessing: ArrayPreprocessing) -> NDArray[Any]:
    """One sample as the network's input before scaling.

    Args:
        value: An array, or nested lists of numbers.
        preprocessing: The shape and dtype to give.

    Returns:
        float32 or int64 [...]: of `preprocessing.shape`; not a copy where none is needed.

    Raises:
        DataError: Another shape, no numbers, fractions where whole numbers are wanted, or NaN or
            infinity.
    """
    return read_arrays(_as_array(value)[np.newaxis], preprocessing)[0]


def read_arrays(values: Any, preprocessing: ArrayPreprocessing) -> NDArray[Any]:
    """Many samples at once: [N,...], as `read_array` gives each. Raises DataError as it does."""
    array = _as_array(values)
    if array.ndim == 0 or array.shape[1:] != preprocessing.shape:
        raise _wrong_shape(array.shape[1:], preprocessing.shape)
    if preprocessing.dtype == "int64":
        return _whole(array)
    if array.dtype.kind not in "fiub":
        raise _wrong_dtype(array, "numbers")
    with np.errstate(over="ignore"):  # What becomes infinite is told of below.
        numbers = array.astype(np.float32, copy=False)
    if not np.isfinite(numbers).all():
        place = np.argwhere(~np.isfinite(numbers))[0].tolist()
        raise DataError(
            f"expected finite numbers, but {array[tuple(place)]} came.",
            sample=place[0],
            at=place[1:],
            fix="np.nan_to_num(array) puts 0 in the gaps.",
        )
    return numbers


def _as_array(value: Any) -> NDArray[Any]:
    try:
        return np.asarray(value)
    except ValueError:  # Lists of different lengths.
        raise DataError(
            "expected an array, but lists of different lengths came.",
            fix="give every list the same length.",
        ) from None


def _whole(array: NDArray[Any]) -> NDArray[np.int64]:
    if array.dtype.kind not in "iub":
        raise _wrong_dtype(array, "whole numbers")
    return array.astype(np.int64, copy=False)


def _wrong_dtype(array: NDArray[Any], wanted: str) -> DataError:
    fix = "array.astype('int64')" if array.dtype.kind == "f" else "array.astype('float32')"
    return DataError(f"expected {wanted}, but an array of {array.dtype} came.", fix=f"{fix}.")


def _wrong_shape(found: tuple[int, ...], wanted: tuple[int, ...]) -> DataError:
    fix = f"give each sample the shape {list(wanted)}."
    if found[1:] == wanted:
        fix = "predictor.predict(arrays) takes several samples."
    elif sorted(found) == sorted(wanted):
        order = _order(found, wanted)
        fix = f"array.transpose({', '.join(map(str, order))}) puts a sample's axes in that order."
    return DataError(f"expected the shape {list(wanted)}, but {list(found)} came.", fix=fix)


def _order(found: tuple[int, ...], wanted: tuple[int, ...]) -> list[int]:
    """The axes of `found`, in an order that gives `wanted`."""
    left = list(enumerate(found))
    order = []
    for size in wanted:
        axis = next(entry for entry in left if entry[1] == size)
        left.remove(axis)
        order.append(axis[0])
    return order
