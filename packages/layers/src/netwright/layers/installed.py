"""Layers of other packages: what their entry points give, and what is wrong with those that fail.

[project.entry-points."netwright.layers"]
SquaredReLU = "netwright_example_layers.squared_relu:SquaredReLU"
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from importlib.metadata import EntryPoint, entry_points
from itertools import groupby
from typing import Any, NamedTuple

from netwright.interfaces.errors import NetworkError
from netwright.layers.layer import Layer

GROUP = "netwright.layers"
"""The entry point group with which another package adds layers. The name is the layer's op."""


class Installed(NamedTuple):
    """The layers of other packages, and the errors of those that are none, by op."""

    layers: Mapping[str, type[Layer]]
    refused: Mapping[str, NetworkError]


def installed_layers(own: Mapping[str, type[Layer]]) -> Installed:
    """The layers of other packages.

    Args:
        own: The layers whose names are taken.
    """
    layers: dict[str, type[Layer]] = {}
    refused: dict[str, NetworkError] = {}
    taken = {op.lower(): op for op in own}
    for name, entries in _entries_by_name():
        try:
            layers[entries[0].name] = _layer(entries, taken.get(name))
        except NetworkError as error:
            refused |= {entry.name: error for entry in entries}
    return Installed(layers, refused)


def _entries_by_name() -> Iterator[tuple[str, list[EntryPoint]]]:
    """The entry points by name in lower case, which is the name of their function in `builder`."""
    # In an order of their own, so that nothing depends on the order of folders on the path.
    ordered = sorted(entry_points(group=GROUP), key=lambda entry: (_name(entry), _package(entry)))
    for name, entries in groupby(ordered, key=_name):
        yield name, list(entries)


def _layer(entries: list[EntryPoint], own: str | None) -> type[Layer]:
    """The layer that the entry points of one name give. Raises NetworkError where none can be.

    Args:
        entries: The entry points.
        own: The layer of Netwright that has this name.
    """
    entry = entries[0]
    if own:
        raise _refused(
            f"Netwright has a layer {own!r} of its own, which is the one in use.",
            entry,
            fix=f"uninstall {_distribution(entry)}, or ask its author to rename the layer.",
        )
    if len(entries) > 1:
        raise _refused(
            f"{len(entries)} packages bring a layer {entry.name!r}.",
            *entries,
            fix="uninstall all of them but one.",
        )
    return _checked(_loaded(entry), entry)


def _loaded(entry: EntryPoint) -> Any:
    try:
        return entry.load()
    except (Exception, SystemExit) as error:  # Another's code may raise anything on import.
        reason = f"{type(error).__name__}: {error}".partition("\n")[0].rstrip(".")
        raise _refused(
            f"the layer {entry.name!r} cannot be imported ({reason}).",
            entry,
            fix=f"install {_distribution(entry)} again, with what it needs, or uninstall it.",
        ) from error


def _checked(found: Any, entry: EntryPoint) -> type[Layer]:
    """What an entry point gave, if it is a layer of the entry point's name."""
    if not (inspect.isclass(found) and issubclass(found, Layer)):
        wrong, wanted = "is not a layer", "name a class derived from netwright.layers.Layer"
    elif found.op() != entry.name:
        wrong = f"is a layer of another name, {found.op()!r}"
        wanted = f"be named {found.op()}, as its class is"
    elif missing := [name for name in ("category", "examples") if not getattr(found, name, None)]:
        wrong, wanted = f"lacks {' and '.join(missing)}", "name a class that has them"
    else:
        return found
    raise _refused(
        f"the layer {entry.name!r} {wrong}.",
        entry,
        fix=f"uninstall {_distribution(entry)}; for its author: let the entry point {wanted}.",
    )


def _refused(message: str, *entries: EntryPoint, fix: str) -> NetworkError:
    return NetworkError(
        message,
        package=" and ".join(map(_package, entries)),
        entry_point=" and ".join(dict.fromkeys(entry.value for entry in entries)),
        fix=fix,
    )


def _name(entry: EntryPoint) -> str:
    return entry.name.lower()


def _distribution(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else entry.module


def _package(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.module
