"""The pages in docs/layers are those of the catalogue, and what they show works."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

import pytest

from netwright.interfaces.documents import Input, Network
from netwright.layers import check
from netwright.layers.pages.reference import reference_pages
from netwright.layers.registry import own_layer_types

FOLDER = Path(__file__).parents[1] / "docs/layers"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return reference_pages(own_layer_types().values())


def block(text: str, language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return str(found)


def written(op: str) -> str:
    return (FOLDER / f"{op}.md").read_text("utf-8")


def test_the_pages_are_those_of_the_layers(pages: dict[str, str]) -> None:
    found = {file.name: file.read_text("utf-8") for file in FOLDER.iterdir()}
    old = sorted(name for name in {*found, *pages} if found.get(name) != pages.get(name))
    assert not old, f"run tools/write_layer_pages.py: {', '.join(old)}"


def test_every_layer_is_in_the_index() -> None:
    index = (FOLDER / "README.md").read_text("utf-8")
    listed = re.findall(r"^\| \[(\w+)\]\((\w+)\.md\) \|", index, re.MULTILINE)
    assert sorted(listed) == sorted((op, op) for op in own_layer_types())


@pytest.mark.parametrize("op", own_layer_types())
def test_the_python_of_a_page_prints_the_shapes_it_says_and_is_the_node_it_shows(
    op: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = block(written(op), "python")
    file = tmp_path / "example.py"
    file.write_text(program, "utf-8")
    network = runpy.run_path(str(file))["network"]
    (said,) = re.findall(r"^print\(.*\)  # (.*)$", program, re.MULTILINE)
    assert capsys.readouterr().out.strip() == said
    check(network)
    node = network.nodes[0].model_dump(mode="json", exclude_none=True)
    assert json.loads(block(written(op), "json")) == node


@pytest.mark.parametrize("op", own_layer_types())
def test_the_node_of_a_page_is_taken_in_a_network_document(op: str) -> None:
    node = json.loads(block(written(op), "json"))
    inputs = zip(node["inputs"], own_layer_types()[op].examples[0].inputs, strict=True)
    network = Network.from_dict(
        {
            "format": "netwright.network",
            "version": 1,
            "inputs": {name: Input(**flows._asdict()).model_dump() for name, flows in inputs},
            "nodes": [node],
            "outputs": {"y": node["id"]},
        }
    )
    assert check(network).outputs


def test_no_cell_of_a_table_ends_early() -> None:
    for file in FOLDER.iterdir():
        for table in re.findall(r"(?:^\|.*\n)+", file.read_text("utf-8"), re.MULTILINE):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
            assert len(widths) == 1, f"{file.name}: {table}"
