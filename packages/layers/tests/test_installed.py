"""Layers of other packages: what is wrong with one is told in one error, and no other suffers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from netwright.layers.installed import installed_layers
from netwright.layers.registry import own_layer_types

GOOD = """
from netwright.layers import Example, Layer, TensorType

class Good(Layer):
    category = "Activation"
    examples = (Example({}, (TensorType((4,)),)),)
"""
BARE = "from netwright.layers import Layer\n\nclass Bare(Layer):\n    category = 'Activation'\n"


def install(folder: Path, name: str, entry_points: str, code: str = GOOD) -> None:
    """A package as pip lays it out, of one module named as the package."""
    module = name.replace("-", "_")
    (folder / f"{module}.py").write_text(code, "utf-8")
    about = folder / f"{module}-1.2.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
    (about / "entry_points.txt").write_text(f"[netwright.layers]\n{entry_points}\n")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to install into, whose modules are forgotten afterwards."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(tmp_path)):
            del sys.modules[name]


AGAIN = "install broken-one again, with what it needs, or uninstall it."
LET = "uninstall broken-one; for its author: let the entry point"


@pytest.mark.parametrize(
    ("entry_point", "code", "wrong", "fix"),
    [
        (
            "Far = far_away:Far",
            GOOD,
            "cannot be imported (ModuleNotFoundError: No module named 'far_away')",
            AGAIN,
        ),
        (
            "Far = broken_one:Far",
            GOOD,
            "cannot be imported (AttributeError: module 'broken_one' has no attribute 'Far')",
            AGAIN,
        ),
        (
            "Far = broken_one:Far",
            "1 / 0",
            "cannot be imported (ZeroDivisionError: division by zero)",
            AGAIN,
        ),
        ("Far = broken_one:Far", "exit(3)", "cannot be imported (SystemExit: 3)", AGAIN),
        (
            "Far = broken_one:Far",
            "def Far(x): return x",
            "is not a layer",
            f"{LET} name a class derived from netwright.layers.Layer.",
        ),
        (
            "Far = broken_one:Good",
            GOOD,
            "is a layer of another name, 'Good'",
            f"{LET} be named Good, as its class is.",
        ),
        ("Bare = broken_one:Bare", BARE, "lacks examples", f"{LET} name a class that has them."),
    ],
)
def test_a_broken_entry_point_is_refused_with_its_package_and_the_fix(
    site: Path, entry_point: str, code: str, wrong: str, fix: str
) -> None:
    install(site, "broken-one", entry_point, code)
    install(site, "working-one", "Good = working_one:Good")
    layers, refused = installed_layers(own_layer_types())
    name, _, target = entry_point.partition(" = ")
    assert refused[name].message == f"the layer {name!r} {wrong}."
    assert refused[name].places == {"package": "broken-one 1.2", "entry_point": target}
    assert refused[name].fix == fix
    assert layers["Good"].__module__ == "working_one"


@pytest.mark.parametrize("name", ["Conv2d", "Conv2D"])
def test_no_package_can_take_the_place_of_a_layer_of_netwright(site: Path, name: str) -> None:
    install(site, "broken-one", f"{name} = broken_one:Good")
    layers, refused = installed_layers(own_layer_types())
    assert name not in layers
    wanted = "Netwright has a layer 'Conv2d' of its own, which is the one in use."
    assert refused[name].message == wanted
    assert refused[name].fix == "uninstall broken-one, or ask its author to rename the layer."


def test_of_two_packages_with_a_layer_of_one_name_neither_is_chosen_by_chance(site: Path) -> None:
    install(site, "one", "Good = one:Good")
    install(site, "other", "Good = other:Good")
    layers, refused = installed_layers(own_layer_types())
    assert "Good" not in layers
    assert refused["Good"].message == "2 packages bring a layer 'Good'."
    assert refused["Good"].places["package"] == "one 1.2 and other 1.2"
    assert refused["Good"].fix == "uninstall all of them but one."
