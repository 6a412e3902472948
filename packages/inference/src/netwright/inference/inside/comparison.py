"""Two models, or a model and its quantised form, layer by layer."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netwright.inference.inside.differences import Differences, LayerDifference
from netwright.inference.inside.probe import LayerOutput, Probe
from netwright.interfaces.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOLERANCE = 0.1
"""The relative error that is past what eight bits explain, 20 dB."""

_AT_ONCE = 8


@dataclass(frozen=True)
class Comparison:
    """How far two models are from each other, layer by layer.

    Attributes:
        layers: The layers that both have, in the order they are computed.
        only_first: The ids of layers that only the first has, or that give another shape there.
        only_second: The same of the second.
        samples: How many samples were compared.
        tolerance: The largest relative error that a layer may have.
    """

    layers: tuple[LayerDifference, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    samples: int
    tolerance: float

    @property
    def first_divergence(self) -> LayerDifference | None:
        """The first layer whose relative error is past the tolerance, or no number."""
        return next((one for one in self.layers if not one.within(self.tolerance)), None)

    def to_dict(self) -> dict[str, Any]:
        """The comparison as JSON takes it; null for what is no finite number."""
        first = self.first_divergence
        return {
            "layers": [layer.to_dict() for layer in self.layers],
            "only_first": list(self.only_first),
            "only_second": list(self.only_second),
            "samples": self.samples,
            "tolerance": self.tolerance,
            "first_divergence": None if first is None else first.id,
        }


def compare_layers(
    first: str | os.PathLike[str],
    second: str | os.PathLike[str],
    samples: Iterable[Any],
    *,
    tolerance: float = TOLERANCE,
) -> Comparison:
    """How far the layers of two models are from each other on the same samples.

    Layers are told by their ids in the network's document. A model that does not say which they
    are is looked at as if it were made from the other; where neither says, ONNX values of the same
    name are compared.

    Args:
        first: A ``model.onnx``: what is measured against.
        second: Another, such as the same one quantised.
        samples: As a `Predictor` takes them; at least one.
        tolerance: The largest relative error that a layer may have.

    Raises:
        ModelError: A file cannot be used.
        DataError: A sample cannot be read.
        UsageError: There is no sample, or the models read different inputs or share no layer.
    """
    one, other = open_both(first, second)
    return compare_probes(one, other, one.read(samples), tolerance=tolerance)


def open_both(first: str | os.PathLike[str], second: str | os.PathLike[str]) -> tuple[Probe, Probe]:
    """Both models, ready to be compared. Raises ModelError and DocumentError as `Probe` does."""
    one, other = Probe(first), Probe(second)
    if one.model.layers and not other.model.layers:
        return one, Probe(second, layers=one.model.layers)
    if other.model.layers and not one.model.layers:
        return Probe(first, layers=other.model.layers), other
    return one, other


def compare_probes(
    one: Probe, other: Probe, raw: NDArray[Any], *, tolerance: float = TOLERANCE
) -> Comparison:
    """As `compare_layers`, of models that are open, on raw inputs [N,...].

    Raises:
        UsageError: As `compare_layers` does.
    """
    _check_inputs(one, other)
    met: dict[str, Differences] = {}
    for start in range(0, len(raw), _AT_ONCE):
        part = raw[start : start + _AT_ONCE]
        for ours, theirs in _pairs(one.run(part), other.run(part)):
            differences = met.setdefault(ours.id, Differences(ours.id, ours.op))
            differences.add(ours.values, theirs.values)
    if not met:
        raise UsageError(
            "the two models have no layer in common.",
            fix="compare models of one network, such as a model and its quantised form.",
        )
    return Comparison(
        layers=tuple(differences.result() for differences in met.values()),
        only_first=_rest(one, met),
        only_second=_rest(other, met),
        samples=len(raw),
        tolerance=tolerance,
    )


def _pairs(
    ours: list[LayerOutput], theirs: list[LayerOutput]
) -> Iterator[tuple[LayerOutput, LayerOutput]]:
    by_id = {layer.id: layer for layer in theirs}
    pairs = ((layer, by_id[layer.id]) for layer in ours if layer.id in by_id)
    return ((a, b) for a, b in pairs if a.values.shape == b.values.shape)


def _rest(probe: Probe, met: Iterable[str]) -> tuple[str, ...]:
    known = set(met)
    return tuple(
        layer.id for layer in probe.layers if layer.value is not None and layer.id not in known
    )


def _check_inputs(one: Probe, other: Probe) -> None:
    ours, theirs = one.model.preprocessing, other.model.preprocessing
    if (ours.kind, ours.raw_shape) != (theirs.kind, theirs.raw_shape):
        raise UsageError(
            f"the models read different inputs: {ours.kind} {list(ours.raw_shape)} and "
            f"{theirs.kind} {list(theirs.raw_shape)}.",
            fix="compare models that were trained on the same data.",
        )
