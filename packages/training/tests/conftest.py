from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netwright.data import Prepared, prepare, write_digits
from netwright.interfaces.documents import Recipe
from netwright.training import Run, fit


@pytest.fixture(scope="session")
def digits_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The 1,797 bundled digits as images."""
    folder = tmp_path_factory.mktemp("data") / "digits"
    write_digits(folder)
    return folder


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests neither read nor fill the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NETWRIGHT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def digits(digits_folder: Path, own_cache: None) -> Prepared:
    return prepare(digits_folder)


@pytest.fixture(scope="session")
def finished(digits: Prepared, device: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A whole run of three epochs; tests look at it and leave it as it is."""
    runs = tmp_path_factory.mktemp("finished")
    return fit(None, digits, Recipe(epochs=3), runs=runs, device=device)
