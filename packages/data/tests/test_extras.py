"""What is missing is named with the command that installs it."""

from __future__ import annotations

import sys

import pytest

from netwright.data.extras import needed
from netwright.interfaces.errors import UsageError


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "imagehash", None)
    with pytest.raises(UsageError) as caught:
        needed("imagehash", extra="look", to="find pictures that look the same")
    assert caught.value.render() == (
        "UsageError: imagehash is needed to find pictures that look the same, and is not "
        "installed.\n"
        '  fix: pip install "netwright-data[look]"'
    )


def test_a_library_that_is_there_is_imported():
    assert needed("json.decoder", extra="look", to="read").__name__ == "json.decoder"
