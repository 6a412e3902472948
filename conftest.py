"""What the tests of all packages share: the device they run on."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(scope="session")
def device() -> str:
    """The device that this session of tests asks for: `cpu` or `cuda`."""
    return os.environ.get("NETWRIGHT_TEST_DEVICE", "cpu")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("cuda") and os.environ.get("NETWRIGHT_TEST_DEVICE") != "cuda":
        pytest.skip("needs a GPU: run the session tests(cuda)")
