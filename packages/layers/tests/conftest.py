"""What the tests of this package share: one reading of the exporter's table of operators."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _one_table_of_operators() -> Iterator[None]:
    """The exporter parses the source of hundreds of operators at every export: half of its time.

    It only reads the table, so all exports of a session can share one.
    """
    from torch.onnx._internal.exporter._registration import ONNXRegistry

    with pytest.MonkeyPatch.context() as patch:
        table = staticmethod(functools.cache(ONNXRegistry.from_torchlib))
        patch.setattr(ONNXRegistry, "from_torchlib", table)
        yield
