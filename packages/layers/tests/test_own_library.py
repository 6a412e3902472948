"""Blocks and networks in the folders that NETWRIGHT_LIBRARY names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from netwright.interfaces.documents import Block, Input, Network, Node
from netwright.interfaces.errors import NetworkError
from netwright.layers import builder, check
from netwright.layers.blocks import self_contained
from netwright.layers.library import library_blocks, library_network, library_networks


def defining(name: str, features: int = 3) -> Network:
    node = Node(id="up", op="Linear", params={"out_features": features}, inputs=("x",))
    return Network(
        name=name,
        inputs={"x": Input(shape=(4,))},
        nodes=(Node(id="block", op=name, inputs=("x",)),),
        outputs={"y": "block"},
        blocks={name: Block(inputs=("x",), nodes=(node,), outputs={"y": "up"})},
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NETWRIGHT_LIBRARY", str(tmp_path))
    return tmp_path


def test_a_block_of_a_persons_own_is_known_everywhere(folder: Path) -> None:
    defining("mine").write(folder / "mine.json")
    y = builder.block("mine")(builder.input("x", (4,)))
    assert y.shape == (3,)
    bare = builder.network(y=y).model_copy(update={"blocks": {}})
    assert check(bare).outputs["y"].shape == (3,)
    assert "mine" in self_contained(bare).blocks


def test_its_document_is_a_network_of_the_library(folder: Path) -> None:
    defining("mine").write(folder / "mine.json")
    assert "mine" in library_networks()
    assert library_network("mine").name == "mine"
    assert "residual" in library_blocks()


def test_a_changed_file_is_read_anew(folder: Path) -> None:
    defining("mine", 3).write(folder / "mine.json")
    assert library_blocks()["mine"].nodes[0].params == {"out_features": 3}
    defining("mine", 5).write(folder / "mine.json")
    os.utime(folder / "mine.json", ns=(1, 1))  # Even where the clock is coarse.
    assert library_blocks()["mine"].nodes[0].params == {"out_features": 5}


def test_several_folders_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        defining(name).write(tmp_path / name / f"{name}.json")
    folders = os.pathsep.join(str(tmp_path / name) for name in ("one", "two", "none"))
    monkeypatch.setenv("NETWRIGHT_LIBRARY", folders)
    assert {"one", "two"} <= set(library_blocks())


def test_a_name_of_netwrights_own_blocks_is_refused(folder: Path) -> None:
    defining("residual").write(folder / "other.json")
    with pytest.raises(NetworkError, match="two files of the library define the block 'residual'"):
        library_blocks()
