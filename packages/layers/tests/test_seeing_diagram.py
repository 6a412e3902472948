from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from typer.testing import CliRunner

from netwright.interfaces.documents import Network
from netwright.interfaces.errors import UsageError
from netwright.layers import CheckedNetwork, check, draw, layer_types
from netwright.layers import builder as b
from netwright.layers.commands.network import app
from netwright.layers.library import library_network, library_networks
from netwright.layers.seeing.diagram import COLOURS, dot
from netwright.layers.seeing.flow import flow

needs_graphviz = pytest.mark.skipif(
    not (importlib.util.find_spec("pygraphviz") or shutil.which("dot")),
    reason="neither pygraphviz nor dot is installed: pip install 'netwright-layers[diagram]'",
)
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert('1')</script> & \" \\N \\\" -> x; \x00\x1b\ufffe ]]> <!-- é 漢"


def texts(file: Path) -> list[str]:
    root = ElementTree.parse(file).getroot()
    return ["".join(element.itertext()).strip() for element in root.iter(f"{SVG}text")]


def titles(file: Path, kind: str) -> set[str]:
    """The ids of what was drawn: of nodes, of edges as ``a->b``, or of clusters."""
    groups = ElementTree.parse(file).getroot().iter(f"{SVG}g")
    return {g.findtext(f"{SVG}title", "") for g in groups if g.get("class") == kind}


def paths(checked: CheckedNetwork) -> set[str]:
    """The path of every layer, those in blocks too."""
    uses = flow(checked).uses
    return {use.path for use in uses if not isinstance(use.node.layer, CheckedNetwork)}


def skipping(**outputs: b.Value) -> list[str]:
    """The edges that stand out, as ``"a" -> "b"``."""
    lines = dot(b.network(**outputs)).splitlines()
    return [line.partition("[")[0].strip() for line in lines if "penwidth" in line]


@needs_graphviz
def test_a_diagram_shows_every_layer_and_every_shape(tmp_path: Path) -> None:
    network = library_network("residual")
    file = draw(network, tmp_path / "net.svg", blocks=True)
    checked = check(network)
    assert titles(file, "node") == {"image", "output features", *paths(checked)}
    assert titles(file, "cluster") == {"cluster block"}
    assert "block.norm2->block.sum" in titles(file, "edge")
    assert "image->block.sum" in titles(file, "edge")
    for word in ("Conv2d", "conv1", "out_channels=16, kernel_size=3,", "Add", "image", "features"):
        assert word in texts(file)
    assert texts(file).count("16×8×8") == len(titles(file, "edge")) == 9


@needs_graphviz
def test_a_block_is_one_box_unless_asked(tmp_path: Path) -> None:
    file = draw(library_network("residual"), tmp_path / "net.svg")
    assert titles(file, "node") == {"image", "block", "output features"}
    assert titles(file, "cluster") == set()


@needs_graphviz
@pytest.mark.parametrize("name", library_networks())
def test_every_network_of_the_library_can_be_drawn(name: str, tmp_path: Path) -> None:
    checked = check(library_network(name))
    file = draw(checked, tmp_path / "net.svg", blocks=True)
    assert paths(checked) <= titles(file, "node")


@needs_graphviz
def test_a_png_opens_and_is_not_blank(tmp_path: Path) -> None:
    with Image.open(draw(library_network("residual"), tmp_path / "net.png")) as image:
        assert image.format == "PNG"
        assert min(image.size) > 100
        colours = image.convert("RGB").getcolors(1 << 24)
    assert colours is not None
    assert len(colours) > 10


@needs_graphviz
def test_a_hostile_document_adds_nothing_but_text(tmp_path: Path) -> None:
    network = Network.from_dict(
        {
            "name": HOSTILE[:128],
            "inputs": {"x": {"shape": [4]}},
            "nodes": [{"id": "n", "op": "evil", "params": {"p": HOSTILE}, "inputs": ["x"]}],
            "outputs": {"y": "n"},
            "blocks": {
                "evil": {
                    "params": {"p": None},
                    "inputs": ["a"],
                    "nodes": [{"id": "relu", "op": "ReLU", "inputs": ["a"]}],
                    "outputs": {"y": "relu"},
                }
            },
        }
    )
    for blocks in (False, True):
        file = draw(network, tmp_path / "net.svg", blocks=blocks)
        root = ElementTree.parse(file).getroot()
        found = {element.tag.removeprefix(SVG) for element in root.iter() if element.tag}
        assert found <= {"svg", "g", "title", "polygon", "path", "text"}
        assert any("<script>alert('1')</script>" in text for text in texts(file))
        assert len(titles(file, "node")) == 3
    draw(network, tmp_path / "net.png")


def test_a_way_past_other_layers_stands_out() -> None:
    x = b.input("x", (4,))
    y = b.relu(x, name="relu")
    assert skipping(y=b.add(x, y, name="sum")) == ['"x" -> "sum"']


def test_branches_of_unequal_length_are_no_skips() -> None:
    x = b.input("x", (4,))
    assert skipping(y=b.add(b.relu(x), b.relu(b.tanh(x)))) == []


def test_a_tensor_read_twice_by_one_layer_is_no_skip() -> None:
    x = b.input("x", (4,))
    assert skipping(y=b.multiply(x, x)) == []


def test_shared_weights_and_whole_numbers_are_told() -> None:
    network = Network.from_dict(
        {
            "inputs": {"a": {"shape": [4], "dtype": "int64"}},
            "nodes": [
                {
                    "id": "f",
                    "op": "Embedding",
                    "params": {"num_embeddings": 9, "embedding_dim": 2},
                    "inputs": ["a"],
                },
                {"id": "g", "op": "Embedding", "inputs": ["a"], "weights_of": "f"},
            ],
            "outputs": {"y": "f", "z": "g"},
        }
    )
    drawn = dot(network)
    assert '"f" -> "g" [style=dashed' in drawn
    assert "4 int64" in drawn


def test_every_category_has_a_colour() -> None:
    assert {kind.category for kind in layer_types().values()} <= {*COLOURS}


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        draw(library_network("residual"), tmp_path / "net.jpg")
    assert refused.value.fix == "write net.svg or net.png."


def test_too_many_boxes_are_refused_before_the_layout() -> None:
    x = b.input("x", (4,))
    for _ in range(2_001):
        x = b.relu(x)
    with pytest.raises(UsageError, match="2,001 layers is too large"):
        dot(b.network(y=x))


def test_without_graphviz_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError) as refused:
        draw(library_network("residual"), tmp_path / "net.svg")
    assert refused.value.fix == "pip install 'netwright-layers[diagram]'"
    assert list(tmp_path.iterdir()) == []


@needs_graphviz
def test_the_command_draws_where_it_is_told_and_else_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["diagram", "residual"]).stdout == "drawn: residual.svg\n"
    out = str(Path("pictures", "ünd so.png"))
    again = CliRunner().invoke(app, ["diagram", "residual", "--blocks", "--out", out])
    assert again.exit_code == 0, again.exception
    with Image.open(out) as image:
        assert image.format == "PNG"
    assert CliRunner().invoke(app, ["diagram", "residual"]).exit_code == 0
