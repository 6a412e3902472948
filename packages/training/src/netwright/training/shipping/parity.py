"""The parity gate: a model is written only when onnxruntime gives what torch gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch

from netwright.interfaces.documents import Parity
from netwright.interfaces.errors import ParityError
from netwright.training.readouts import class_axis, unit_of
from netwright.training.shipping.deployed import Deployed
from netwright.training.shipping.divergence import Divergence, first_divergence
from netwright.training.shipping.model_writing import session_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.data import Rows

TOLERANCE = 1e-3
"""The largest difference of a logit, of a picture's value, or of a number in deviations of its
column, that float32 arithmetic in another order explains."""

_LEAST_AGREEMENT_WITHIN = 0.999
"""Of the first classes of pixels or tokens, the share that must be the same: among so many there
are near-ties, which differences below the tolerance decide. One class a sample has no such excuse.
"""

_MOST_SAMPLES = 256
_MOST_SINGLES = 32
_BATCH = 64
_MOST_VALUES = 1 << 26
"""Numbers that one output may have in one batch."""


def check_parity(graph: onnx.ModelProto, deployed: Deployed, inputs: Rows) -> Parity:
    """What onnxruntime and torch make of the same held-out samples, at batch 1 and at many.

    Args:
        graph: The exported model.
        deployed: What it was exported from, on the CPU and in evaluation mode.
        inputs: Raw inputs [N,...], held out from training; at most 256, from all over, are used.

    Raises:
        ParityError: An output differs by more than `TOLERANCE`, or a first class differs.
    """
    raw = spread(inputs, _MOST_SAMPLES)
    batch = _batch_size(deployed, raw)
    session, found = session_of(graph), _Comparison(deployed)
    every = -(-len(raw) // _MOST_SINGLES)
    for part in (*_parts(raw, batch), *_parts(raw[::every], 1)):
        with torch.no_grad():
            expected = [output.numpy() for output in deployed(torch.from_numpy(part))]
        found.add(expected, session.run(None, {deployed.input_name: part}))
    if not found.passes():
        raise _mismatch(graph, found, deployed, raw)
    return Parity(
        samples=len(raw),
        batch_sizes=(1, min(batch, len(raw))),
        max_abs_difference=found.difference,
        tolerance=TOLERANCE,
        top1_agreement=found.agreement,
    )


def worst_of(found: Sequence[Parity]) -> Parity:
    """What several gates found, as one."""
    agreements = [one.top1_agreement for one in found if one.top1_agreement is not None]
    return found[0].model_copy(
        update={
            "samples": sum(one.samples for one in found),
            "max_abs_difference": max(one.max_abs_difference for one in found),
            "top1_agreement": min(agreements, default=None),
        }
    )


class _Comparison:
    """The largest difference so far, and how often the first class was the same."""

    def __init__(self, deployed: Deployed) -> None:
        self._unit, self._axis = unit_of(deployed.readout), class_axis(deployed.readout)
        self.difference = 0.0
        self._same = self._compared = 0
        self._within = False

    def add(self, expected: list[NDArray[Any]], got: list[NDArray[Any]]) -> None:
        """Take in the outputs of a batch, by torch and by onnxruntime."""
        for ours, theirs in zip(expected, got, strict=True):
            # numpy's maximum, unlike Python's, keeps a NaN.
            worst = np.maximum(self.difference, (np.abs(theirs - ours) / self._unit).max())
            self.difference = float(worst)
        if self._axis is not None:
            same = expected[0].argmax(self._axis) == got[0].argmax(self._axis)
            self._same, self._compared = self._same + int(same.sum()), self._compared + same.size
            self._within = same.ndim > 1

    @property
    def agreement(self) -> float | None:
        """The share of first classes that are the same; none where there are no classes."""
        return None if self._axis is None else self._same / self._compared

    def passes(self) -> bool:
        """Whether the differences are those of arithmetic in another order."""
        least = _LEAST_AGREEMENT_WITHIN if self._within else 1.0
        agrees = self.agreement is None or self.agreement >= least
        return agrees and self.difference <= TOLERANCE  # False for NaN too.


def _mismatch(
    graph: onnx.ModelProto,
    found: _Comparison,
    deployed: Deployed,
    raw: NDArray[Any],
) -> ParityError:
    what = "a logit" if found.agreement is not None else "a value"
    agrees = (
        f" and agrees on {found.agreement:.1%} of the first classes"
        if found.agreement is not None
        else ""
    )
    return ParityError(
        f"onnxruntime differs from torch by up to {found.difference:.2g} in {what} "
        f"(tolerance {TOLERANCE:g}){agrees}.",
        layer=_at_fault(first_divergence(graph, deployed, raw[:8], TOLERANCE)),
        fix="report this with the run's network.json; another layer in its place may work.",
    )


def _at_fault(first: Divergence | None) -> str:
    if first is None:
        return "none by itself: only the whole model, as onnxruntime optimises it"
    return (
        f"{first.layer} is where they first differ: "
        f"torch gives {first.torch_gives:.6g}, onnxruntime {first.onnx_gives:.6g}"
    )


def _batch_size(deployed: Deployed, raw: NDArray[Any]) -> int:
    """64, or fewer where a sample's output is large."""
    with torch.no_grad():
        largest = max(output.numel() for output in deployed(torch.from_numpy(raw[:1])))
    return max(2, min(_BATCH, _MOST_VALUES // largest))


def spread(inputs: Rows, most: int) -> NDArray[Any]:
    """At most that many samples from all over the array, which is often sorted by class."""
    indices = np.unique(np.linspace(0, len(inputs) - 1, min(most, len(inputs))).astype(int))
    return np.array(inputs[indices])


def _parts(raw: NDArray[Any], size: int) -> Iterator[NDArray[Any]]:
    return (raw[start : start + size] for start in range(0, len(raw), size))
