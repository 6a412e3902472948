"""Shapes by running layers on `meta` tensors: the answer is torch's own, and uses no memory.

Layers that give the type they take are not run: the contract of layers compares them with torch.
"""

from __future__ import annotations

import functools
from typing import Any

from netwright.layers.families.recurrent import Recurrent, one_step
from netwright.layers.layer import Layer, Misfit, TensorType

# An unlikely size for any other axis, so that a layer that mixes samples of a batch is noticed.
_BATCH = 6_007


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
    import torch

    with torch.inference_mode(False), torch.device("meta"):
        return sum(parameter.numel() for parameter in layer.blank(*inputs).parameters())


def _run(layer: Layer, inputs: tuple[TensorType, ...]) -> tuple[TensorType, ...]:
    import torch

    with torch.inference_mode(False), torch.no_grad(), torch.device("meta"):
        try:
            # A tensor of more bytes than can be counted is refused where it is made.
            tensors = [_empty(given) for given in inputs]
            run = layer.forward if layer.is_function() else layer.blank(*inputs)  # type: ignore[attr-defined]
            outputs = run(*tensors)
        except (RuntimeError, ValueError, IndexError, TypeError, AssertionError) as error:
            raise layer.refused(error, *inputs) from error
    found = outputs if isinstance(outputs, tuple) else (outputs,)
    return tuple(_type_of(output, layer) for output in found)


def _empty(given: TensorType) -> Any:
    import torch

    return torch.empty((_BATCH, *given.shape), dtype=getattr(torch, given.dtype))


def _type_of(output: Any, layer: Layer) -> TensorType:
    batch, *shape = getattr(output, "shape", ()) or (None,)
    if batch != _BATCH:
        raise Misfit("to keep the batch axis first", fix=layer.outputs_fix)
    return TensorType(tuple(shape), str(output.dtype).removeprefix("torch."))
