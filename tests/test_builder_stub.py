"""The stub of the builder is that of the catalogue, and a type checker learns from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from mypy import api

from write_builder_stub import STUB, stub

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs/layers"

SETTINGS = """\
[mypy]
strict = True
plugins = pydantic.mypy
mypy_path = {path}
namespace_packages = True
explicit_package_bases = True
[mypy-torch.*]
follow_imports = skip
"""

SAMPLE = """\
from netwright.interfaces.documents import Network
from netwright.layers import builder

x = builder.input("x", (3, 8, 8))
y: builder.Value = builder.conv2d(x, 8, kernel_size=(3, 1), padding="same", name="conv")
builder.conv2d(x, 8, 3, pading=1)  # wrong: Unexpected keyword argument "pading"
builder.conv2d(x)  # wrong: Missing positional arguments "out_channels", "kernel_size"
builder.conv2d(x, 8, "3")  # wrong: expected "int | tuple[int, int]"
builder.conv2d(x, 8, 3, padding_mode="mirror")  # wrong: incompatible type
builder.conv2d(input=x, out_channels=8, kernel_size=3)  # wrong: Unexpected keyword argument "input"
builder.relu((3, 8, 8))  # wrong: expected "Value"
hidden: builder.Value = builder.lstm(x, 4)  # wrong: tuple[Value, Value, Value]
network: Network = builder.network(y=builder.concat(x, y, dim=-1))
builder.a_layer_of_another_package(x, 3)
"""


@pytest.fixture(scope="module")
def mypy(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """mypy on some files, which keeps what it has learnt of the packages."""
    folder = tmp_path_factory.mktemp("mypy")
    sources = ", ".join(str(found) for found in sorted(ROOT.glob("packages/*/src")))
    (folder / "mypy.ini").write_text(SETTINGS.format(path=sources), "utf-8")
    options = [f"--config-file={folder / 'mypy.ini'}", f"--cache-dir={folder / 'cache'}"]

    def check(*files: Path) -> str:
        found, trouble, _ = api.run([*options, *map(str, files)])
        assert not trouble
        return found

    return check


def test_the_stub_is_that_of_the_layers() -> None:
    assert STUB.read_text("utf-8") == stub(), "run tools/write_builder_stub.py"


def test_a_type_checker_accepts_what_is_right_and_refuses_what_is_not(
    mypy: Callable[..., str], tmp_path: Path
) -> None:
    sample = tmp_path / "sample.py"
    sample.write_text(SAMPLE, "utf-8")
    found = mypy(sample, STUB)
    for number, line in enumerate(SAMPLE.splitlines(), start=1):
        errors = re.findall(rf"sample\.py:{number}: error: (.*)", found)
        _, _, wanted = line.partition("  # wrong: ")
        assert bool(errors) == bool(wanted), found
        assert wanted in "".join(errors)


def test_a_type_checker_accepts_the_examples_of_all_pages(
    mypy: Callable[..., str], tmp_path: Path
) -> None:
    programs = []
    for page in PAGES.glob("[A-Z]*.md"):
        for program in re.findall(r"^```python\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S):
            programs.append(tmp_path / f"page_{page.stem.lower()}.py")
            programs[-1].write_text(program, "utf-8")
    assert len(programs) > 100
    assert mypy(*programs, STUB).startswith("Success")


def test_the_builder_behind_the_stub_is_typed_as_well(mypy: Callable[..., str]) -> None:
    # With a stub beside it, mypy reads the source only when it is named.
    assert mypy(STUB.with_suffix(".py")).startswith("Success")
