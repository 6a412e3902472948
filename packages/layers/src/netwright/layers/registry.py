"""The catalogue: every layer of this package and of packages with entry points, by name."""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from types import MappingProxyType, ModuleType

from netwright.interfaces.errors import NetworkError, did_you_mean
from netwright.layers import catalogue
from netwright.layers.layer import Layer

GROUP = "netwright.layers"
"""The entry point group with which another package adds layers: each names a Layer subclass."""


@functools.cache
def layer_types() -> Mapping[str, type[Layer]]:
    """Every layer by its op, in alphabetical order, upper and lower case apart.

    Raises:
        NetworkError: Two packages bring a layer of the same name.
    """
    found: dict[str, type[Layer]] = {}
    for layer in (*_own_layers(), *_installed_layers()):
        if layer.op() in found:
            raise NetworkError(
                f"two layers are named {layer.op()!r}.",
                layers=f"{found[layer.op()].__module__} and {layer.__module__}",
                fix="uninstall one of the two packages, or ask its author to rename the layer.",
            )
        found[layer.op()] = layer
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: item[0].lower())))


def layer_type(op: str, **places: object) -> type[Layer]:
    """The layer of that name. Raises NetworkError, with the nearest name, when there is none."""
    try:
        return layer_types()[op]
    except KeyError:
        raise NetworkError(
            f"there is no layer {op!r}.", **places, fix=did_you_mean(op, layer_types())
        ) from None


def _own_layers() -> Iterator[type[Layer]]:
    for found in pkgutil.iter_modules(catalogue.__path__, f"{catalogue.__name__}."):
        yield from _layers_in(importlib.import_module(found.name))


def _layers_in(module: ModuleType) -> Iterator[type[Layer]]:
    for name, value in vars(module).items():
        if (
            inspect.isclass(value)
            and issubclass(value, Layer)
            and value.__module__ == module.__name__
            and not name.startswith("_")
            # pydantic leaves the base of `class Conv2d(Convolution[Pair])` there, under that name.
            and name.isidentifier()
        ):
            yield value


def _installed_layers() -> Iterator[type[Layer]]:
    for entry in entry_points(group=GROUP):
        yield entry.load()
