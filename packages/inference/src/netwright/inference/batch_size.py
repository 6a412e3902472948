"""How many samples run through a model together where nobody says so."""

from __future__ import annotations

import math

from netwright.inference.providers import CPU
from netwright.inference.signature import Signature

_MOST = 256
_BYTES_A_NUMBER = 4
# What stays in a CPU's cache is quick: networks for 48x48 and 32x32 pixels took 1.5 and 0.64 ms an
# image up to a batch of 32, but 8 % longer with 256. An accelerator is only filled by more.
_ON_CPU, _ON_ACCELERATOR = 2 << 20, 32 << 20


def automatic_batch_size(signature: Signature, providers: tuple[str, ...]) -> int:
    """A batch whose inputs and outputs, as float32, fit into 2 MB; 32 MB on an accelerator.

    A network holds many times as much in between, which keeps step with these sizes.

    Args:
        signature: The model's input and output.
        providers: What it runs on, the most preferred first.

    Returns:
        From 1 to 256.
    """
    if signature.input.sides:
        return 1  # Pictures of any size may take any number of bytes.
    numbers = math.prod(signature.input.sizes) + math.prod(signature.output.sizes)
    budget = _ON_CPU if providers[0] == CPU else _ON_ACCELERATOR
    return max(1, min(_MOST, budget // (_BYTES_A_NUMBER * numbers)))
