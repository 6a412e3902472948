"""Generated code: what a person would write, importing torch only."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch

from netwright.interfaces.documents import Block, Input, Network, Node
from netwright.interfaces.errors import NetworkError
from netwright.layers import build, builder, default_network
from netwright.layers.source import to_python
from netwright.layers.testing import import_source


def residual_network() -> Network:
    residual = builder.block("residual")
    x = builder.conv2d(builder.input("image", (3, 8, 8)), 4, kernel_size=3, padding="same")
    x = residual(residual(x, 4), 4)
    x = residual(builder.concat(x, x), 8, name="wide")
    logits = builder.linear(builder.flatten(x), 10, name="head")
    return builder.network("two-widths", "Residual blocks of two widths.", logits=logits)


def assert_equal(network: Network, folder: Path, *inputs: torch.Tensor) -> Any:
    module = build(network).eval()
    file = import_source(to_python(network), folder)
    classes = [value for value in vars(file).values() if isinstance(value, type)]
    written = classes[-1]().eval()
    assert list(written.state_dict()) == list(module.state_dict())
    written.load_state_dict(module.state_dict())
    expected, got = module(*inputs), written(*inputs)
    for name, tensor in expected.items():
        found = got[name] if isinstance(got, dict) else got
        torch.testing.assert_close(found, tensor, rtol=0, atol=1e-6)
    return file


def test_blocks_of_several_widths_share_one_class(tmp_path: Path) -> None:
    text = to_python(residual_network())
    assert text.count("class Residual(") == 1
    assert "def __init__(self, channels: int) -> None:" in text
    assert "self.conv1 = nn.Conv2d(channels, channels, kernel_size=3, padding=1" in text
    assert "self.wide = Residual(channels=8)" in text
    assert_equal(residual_network(), tmp_path, torch.randn(2, 3, 8, 8))


def test_only_what_differs_from_torchs_defaults_is_written() -> None:
    text = to_python(default_network((1, 8, 8), 10))
    assert "self.conv1a = nn.Conv2d(1, 32, kernel_size=3, padding=1, bias=False)\n" in text
    assert "self.norm1a = nn.BatchNorm2d(32)\n" in text
    assert "self.head = nn.Linear(64, 10)\n" in text


def test_each_line_tells_the_shape_that_it_gives() -> None:
    text = to_python(default_network((1, 8, 8), 10))
    assert "        pool1 = self.pool1(relu1b)  # [32,4,4]\n" in text


def test_the_file_runs_alone_and_imports_torch_only(tmp_path: Path) -> None:
    text = to_python(residual_network())
    imports = [n for n in ast.walk(ast.parse(text)) if isinstance(n, (ast.Import, ast.ImportFrom))]
    names = {
        name.partition(".")[0]
        for n in imports
        for name in ([n.module] if isinstance(n, ast.ImportFrom) else [a.name for a in n.names])
    }
    assert names == {"__future__", "torch"}
    (tmp_path / "net.py").write_text(text)
    # -I: neither this environment's paths nor its variables reach it, torch apart.
    done = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "net.py")], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("tensor([[")


def test_a_layer_that_torch_lacks_brings_its_class(tmp_path: Path) -> None:
    x = builder.classtoken(builder.input("x", (5, 8)))
    network = builder.network("tokens", y=builder.gru(x, 6)[0])
    file = assert_equal(network, tmp_path, torch.randn(2, 5, 8))
    assert file.ClassToken.__module__ == "network"


def test_shared_weights_and_several_inputs_and_outputs(tmp_path: Path) -> None:
    network = Network(
        name="twins",
        inputs={"left": Input(shape=(4,)), "right": Input(shape=(4,))},
        nodes=(
            Node(id="a", op="Linear", params={"out_features": 3}, inputs=("left",)),
            Node(id="b", op="Linear", inputs=("right",), weights_of="a"),
            Node(id="distance", op="Subtract", inputs=("a", "b")),
        ),
        outputs={"distance": "distance", "left_code": "a"},
    )
    file = assert_equal(network, tmp_path, torch.randn(2, 4), torch.randn(2, 4))
    assert file.Twins()(torch.zeros(1, 4), torch.zeros(1, 4)).keys() == {"distance", "left_code"}


def test_blocks_within_blocks_pass_on_their_parameters(tmp_path: Path) -> None:
    inner = Block(
        description="One convolution.",
        params={"width": None},
        inputs=("x",),
        nodes=(
            Node(
                id="conv",
                op="Conv2d",
                params={"out_channels": "$width * 2", "kernel_size": 1},
                inputs=("x",),
            ),
        ),
        outputs={"y": "conv"},
    )
    outer = Block(
        description="Two of them.",
        params={"channels": None},
        inputs=("x",),
        nodes=(
            Node(id="first", op="inner", params={"width": "$channels"}, inputs=("x",)),
            Node(id="second", op="inner", params={"width": "$channels * 3"}, inputs=("first",)),
        ),
        outputs={"y": "second"},
    )
    network = Network(
        name="nested",
        inputs={"x": Input(shape=(3, 4, 4))},
        nodes=(
            Node(id="a", op="outer", params={"channels": 2}, inputs=("x",)),
            Node(id="b", op="outer", params={"channels": 5}, inputs=("a",)),
        ),
        outputs={"y": "b"},
        blocks={"inner": inner, "outer": outer},
    )
    text = to_python(network)
    assert "self.first = Inner(width=channels" in text
    assert "self.second = Inner(width=channels * 3" in text
    assert_equal(network, tmp_path, torch.randn(2, 3, 4, 4))


@pytest.mark.parametrize(
    "hostile",
    ['"""\nimport os; os.abort()\n"""', "\\", "'''", "a\nb", '\\"""', "x" * 500],
)
def test_a_documents_text_stays_text(hostile: str, tmp_path: Path) -> None:
    image = builder.input("image", (2,))
    network = builder.network(hostile[:100], hostile, y=builder.relu(image))
    tree = ast.parse(to_python(network))
    assert not any(
        isinstance(node, ast.Import) and node.names[0].name == "os" for node in ast.walk(tree)
    )
    assert_equal(network, tmp_path, torch.randn(1, 2))


def test_a_foreign_layer_that_needs_more_than_torch_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from netwright.layers.source import modules

    monkeypatch.setattr(
        modules.inspect, "getsource", lambda module: "import numpy\nclass ClassToken: ...\n"
    )
    network = builder.network(y=builder.classtoken(builder.input("x", (5, 8))))
    with pytest.raises(NetworkError, match="its module imports numpy"):
        to_python(network)
