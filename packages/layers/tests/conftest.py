"""What the tests of this package share: one reading of the exporter's table of operators."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _one_table_of_operators() -> Iterator[None]:
    """The exporter parses the source of hundreds of operators at every export: half of its time.

    Each export still gets a table of its own, for it may add operators to it.
    """
    from torch.onnx._internal.exporter._registration import ONNXRegistry

    read = functools.cache(ONNXRegistry.from_torchlib)

    def from_torchlib(*opset: int, **named: int) -> ONNXRegistry:
        table = copy.copy(read(*opset, **named))
        table.functions = {target: list(found) for target, found in table.functions.items()}
        return table

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ONNXRegistry, "from_torchlib", staticmethod(from_torchlib))
        yield
