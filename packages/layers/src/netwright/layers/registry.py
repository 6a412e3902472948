"""The catalogue: every layer of this package and of packages with entry points, by name."""

from __future__ import annotations

import functools
import importlib
import inspect
import logging
import pkgutil
from collections.abc import Iterator, Mapping
from types import MappingProxyType, ModuleType

from netwright.interfaces.errors import NetworkError, did_you_mean
from netwright.layers import catalogue
from netwright.layers.installed import Installed, installed_layers
from netwright.layers.layer import Layer

_log = logging.getLogger(__name__)


@functools.cache
def layer_types() -> Mapping[str, type[Layer]]:
    """Every layer by its op, in alphabetical order, upper and lower case apart.

    A package whose entry point gives no layer is left out, with one line in the log: it must not
    take the other layers down. `layer_type` tells what is wrong with it.
    """
    return _ordered({**_installed().layers, **own_layer_types()})


@functools.cache
def own_layer_types() -> Mapping[str, type[Layer]]:
    """The layers of this package alone, in the same order: what its documentation speaks of."""
    return _ordered({layer.op(): layer for layer in _own_layers()})


def refused_layers() -> Mapping[str, NetworkError]:
    """What is wrong with the layers of other packages that were left out, by op."""
    return _installed().refused


def layer_type(op: str, **places: object) -> type[Layer]:
    """The layer of that name.

    Raises:
        NetworkError: There is none, or the package that should bring it brings no layer.
    """
    if op in layer_types():
        return layer_types()[op]
    if op in refused_layers():
        error = refused_layers()[op]
        raise NetworkError(error.message, fix=error.fix, **{**error.places, **places}) from error
    raise NetworkError(f"there is no layer {op!r}.", **places, fix=did_you_mean(op, layer_types()))


@functools.cache
def _installed() -> Installed:
    found = installed_layers(own_layer_types())
    for error in dict.fromkeys(found.refused.values()):
        # Into the log, so that it is seen in ComfyUI as well as on a terminal, and once.
        _log.warning(
            "Left out: %s Package: %s. Fix: %s", error.message, error.places["package"], error.fix
        )
    return found


def _ordered(layers: Mapping[str, type[Layer]]) -> Mapping[str, type[Layer]]:
    return MappingProxyType(dict(sorted(layers.items(), key=lambda item: item[0].lower())))


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
