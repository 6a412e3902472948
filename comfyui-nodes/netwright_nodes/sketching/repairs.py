"""What mends a layer that does not fit: at most three changes, each of which was tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from netwright.interfaces.errors import NetwrightError
from netwright.layers import Misfit, TensorType
from netwright.layers.families.convolution import Convolution

from ..layers.layer_call import Fit, LayerCall
from ..routes.messages.canvas import Repair, SetWidget
from .candidates import candidates
from .looked_at import LookedAt, PlacedLayer
from .trying import Failing, Tried, tried

_MOST = 3
_MOST_TRIES = 24
_FURTHEST = 8


def repairs_of(
    failing: Failing[LayerCall],
    error: Misfit | NetwrightError,
    sources: Mapping[str, tuple[LookedAt, int]],
) -> tuple[Repair, ...]:
    """The repairs, the best first.

    Args:
        failing: The node.
        error: What its layer says.
        sources: Where its wires come from, by socket.
    """
    found: list[Repair] = []
    for repair in _fitting(failing, error, sources):
        if all(not _alike(repair, other) for other in found):
            found.append(repair)
        if len(found) == _MOST:
            break
    return tuple(found)


def _fitting(
    failing: Failing[LayerCall],
    error: Misfit | NetwrightError,
    sources: Mapping[str, tuple[LookedAt, int]],
) -> Iterator[Repair]:
    if isinstance(error, Misfit) and failing.call.kind.category == "Merge":
        yield from _same_padding(failing, sources)
    for number, changes in enumerate(candidates(failing, error)):
        if number == _MOST_TRIES:
            return
        if (done := tried(failing, changes)) is not None:
            yield as_repair(done)


def _alike(one: Repair, other: Repair) -> bool:
    """Whether both do the same, or put in the same layer, if with other numbers."""
    kinds = [getattr(repair.action, "type", None) for repair in (one, other)]
    return one.action == other.action or (kinds[0] is not None and kinds[0] == kinds[1])


def as_repair(done: Tried) -> Repair:
    """Changes with which a node fits, as the page is told them."""
    label = " and ".join(done.words)
    return Repair(
        label=label[:1].upper() + label[1:], action=done.actions[0], also=tuple(done.actions[1:])
    )


def _same_padding(
    failing: Failing[LayerCall], sources: Mapping[str, tuple[LookedAt, int]]
) -> Iterator[Repair]:
    """The convolution before one input of a merge whose window makes the picture smaller."""
    for index, socket in enumerate(failing.sockets):
        way = [*_way_back(sources[socket][0])]
        if way and (given := _with_same_padding(way)) is not None:
            inputs = (*failing.inputs[:index], given, *failing.inputs[index + 1 :])
            changed = replace(failing, inputs=inputs)
            if _fits(changed):
                yield _padding_same(way[-1])


def _way_back(node: LookedAt) -> Iterator[LookedAt]:
    """The layers of one input before a node, up to the first convolution."""
    for _ in range(_FURTHEST):
        if node.layer is None or len(node.layer.inputs) != 1:
            return
        yield node
        if isinstance(node.layer.fit.layer, Convolution) or node.before is None:
            return
        node = node.before[0]


def _with_same_padding(way: list[LookedAt]) -> TensorType | None:
    """What comes out at the way's end with it; None where it does not begin with such a layer."""
    *after, first = way
    layer = first.layer
    assert layer is not None
    if not isinstance(layer.fit.layer, Convolution) or layer.values.get("padding") == "same":
        return None
    try:
        flows = _again(layer, layer.inputs[0], padding="same").outputs[0]
        for node in reversed(after):
            assert node.layer is not None
            flows = _again(node.layer, flows).outputs[0]
    except (Misfit, NetwrightError):
        return None
    return flows


def _again(layer: PlacedLayer, given: TensorType, **values: str) -> Fit:
    return layer.call.fit(layer.call.params({**layer.values, **values}), (given,))


def _fits(failing: Failing[LayerCall]) -> bool:
    try:
        failing.call.fit(failing.call.params(failing.values), failing.inputs)
    except (Misfit, NetwrightError):
        return False
    return True


def _padding_same(node: LookedAt) -> Repair:
    assert node.layer is not None
    return Repair(
        label=f"Set padding of {node.name} to same",
        action=SetWidget(node=node.layer.id, widget="padding", value="same"),
    )
