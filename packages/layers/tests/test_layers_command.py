from __future__ import annotations

import json
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from netwright.interfaces.errors import NetworkError
from netwright.interfaces.testing import CommandContract
from netwright.layers import layer_types
from netwright.layers.commands.layers import app


class TestLayers(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        return app


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_list_names_every_layer_with_what_it_does() -> None:
    listing = run("list")
    for op in layer_types():
        assert f"  {op} " in listing


def test_list_for_machines_is_one_object_a_line() -> None:
    rows = [json.loads(line) for line in run("list", "--json").splitlines()]
    assert [row["op"] for row in rows] == list(layer_types())


@pytest.mark.parametrize("op", layer_types())
def test_show_describes_every_parameter_within_88_columns(op: str) -> None:
    page = run("show", op)
    for name in layer_types()[op].model_fields:
        assert f"\n    {name}  (" in page
    assert max(map(len, page.splitlines())) <= 88


def test_show_tells_ranges_defaults_and_what_is_inferred() -> None:
    page = " ".join(run("show", "Conv2d").split())
    assert "out_channels (required) How many channels come out" in page
    assert "Integer 1 to 65536." in page
    assert "in_channels (inferred)" in page
    assert page.index("kernel_size (required)") < page.index("stride (1)")


def test_show_tells_what_flows_in_and_out_and_the_rest_of_the_docstring() -> None:
    page = " ".join(run("show", "MultiheadAttention").split())
    assert "For self-attention, wire one node into all three inputs." in page
    assert "takes [L,F], float32" in page
    assert "gives output" in page
    assert "example multiheadattention(query, key, value, num_heads=2)" in page


def test_show_for_machines_holds_the_schema() -> None:
    page = json.loads(run("show", "Linear", "--json"))
    assert page["schema"]["properties"]["out_features"]["minimum"] == 1


def test_an_unknown_layer_is_refused_with_the_nearest() -> None:
    result = CliRunner().invoke(app, ["show", "Con2d"])
    assert isinstance(result.exception, NetworkError)
    assert result.exception.fix == "did you mean 'Conv2d'?"


@pytest.mark.parametrize("arguments", [["list"], ["show", "Conv2d"], ["show", "LSTM", "--json"]])
def test_looking_up_layers_needs_no_torch(arguments: list[str]) -> None:
    code = (
        f"import sys; sys.argv = ['netwright', 'layers', *{arguments}];"
        "from netwright.interfaces.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "assert 'torch' not in sys.modules, 'torch was imported'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
