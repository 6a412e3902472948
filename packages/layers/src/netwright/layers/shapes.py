"""Shapes by running layers on `meta` tensors: the answer is torch's own, and uses no memory.

Layers that give the type they take are not run: the contract of layers compares them with torch.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from netwright.layers.families.recurrent import Recurrent, one_step
from netwright.layers.layer import Layer, Misfit, TensorType

if TYPE_CHECKING:
    from torch import nn

# An unlikely size for any other axis, so that a layer that mixes samples of a batch is noticed.
_BATCH = 6_007


def clear_caches() -> None:
    """Forget all shapes, counts and modules: for measurements of a first one."""
    for cached in (output_types, parameter_count, _module_of):
        cached.cache_clear()


@functools.lru_cache(maxsize=16_384)
def output_types(layer: Layer, inputs: tuple[TensorType, ...]) -> tuple[TensorType, ...]:
    """What a resolved layer gives for `inputs`, one type an output.

    Raises:
        Misfit: torch refuses the inputs, or the batch axis does not come out first.
    """
    if layer.keeps_type:
        return inputs
    if isinstance(layer, Recurrent):
        output, *states = _run(layer, one_step(inputs))
        return (output._replace(shape=(inputs[0].shape[0], *output.shape[1:])), *states)
    return _run(layer, inputs)


@functools.lru_cache(maxsize=16_384)
def parameter_count(layer: Layer, inputs: tuple[TensorType, ...]) -> int:
    """How many numbers a resolved layer learns."""
    if layer.is_function():
        return 0
    module = blank_module(layer, inputs, training=True)
    return sum(parameter.numel() for parameter in module.parameters())


def blank_module(layer: Layer, inputs: tuple[TensorType, ...], *, training: bool) -> nn.Module:
    """The module of a resolved layer on `meta`, to run and to count; nobody may change it."""
    if type(layer).build is Layer.build and type(layer).blank is Layer.blank:
        return _module_of(layer, training)
    return _new_module(layer, inputs, training)


@functools.lru_cache(maxsize=2_048)
def _module_of(layer: Layer, training: bool) -> nn.Module:
    # Of a layer whose module depends on its parameters alone, so that other sizes need no new one.
    return _new_module(layer, (), training)


def _new_module(layer: Layer, inputs: tuple[TensorType, ...], training: bool) -> nn.Module:
    import torch

    with torch.inference_mode(False), torch.device("meta"):
        return layer.blank(*inputs).train(training)


def _run(layer: Layer, inputs: tuple[TensorType, ...]) -> tuple[TensorType, ...]:
    import torch

    with torch.inference_mode(False), torch.no_grad(), torch.device("meta"):
        try:
            # A tensor of more bytes than can be counted is refused where it is made.
            tensors = [_empty(given) for given in inputs]
            outputs = _runs(layer, inputs)(*tensors)
        except (RuntimeError, ValueError, IndexError, TypeError, AssertionError) as error:
            raise layer.refused(error, *inputs) from error
    found = outputs if isinstance(outputs, tuple) else (outputs,)
    return tuple(_type_of(output, layer) for output in found)


def _runs(layer: Layer, inputs: tuple[TensorType, ...]) -> Callable[..., Any]:
    if layer.is_function():
        return layer.forward  # type: ignore[attr-defined]
    return blank_module(layer, inputs, training=True)


def _empty(given: TensorType) -> Any:
    import torch

    return torch.empty((_BATCH, *given.shape), dtype=getattr(torch, given.dtype))


def _type_of(output: Any, layer: Layer) -> TensorType:
    batch, *shape = getattr(output, "shape", ()) or (None,)
    if batch != _BATCH:
        raise Misfit("to keep the batch axis first", fix=layer.outputs_fix)
    return TensorType(tuple(shape), str(output.dtype).removeprefix("torch."))
