"""The functions of the builder show what their layer takes, and refuse what it does not."""

from __future__ import annotations

import inspect
import pydoc
import subprocess
import sys

import pytest

from netwright.interfaces.documents import Block, Node
from netwright.interfaces.errors import NetworkError
from netwright.layers import builder, layer_types


def test_a_signature_is_the_inputs_the_required_parameters_and_the_others_by_name() -> None:
    signature = inspect.signature(builder.conv2d)
    assert [*signature.parameters][:4] == ["input", "out_channels", "kernel_size", "stride"]
    assert [*signature.parameters][-1] == "name"
    assert signature.parameters["input"].kind is inspect.Parameter.POSITIONAL_ONLY
    assert signature.parameters["stride"].kind is inspect.Parameter.KEYWORD_ONLY
    assert signature.parameters["stride"].default == 1
    assert signature.parameters["kernel_size"].annotation == int | tuple[int, int]
    assert signature.return_annotation is builder.Value


def test_a_signature_tells_of_several_inputs_and_outputs() -> None:
    assert next(iter(inspect.signature(builder.add).parameters.values())).kind is (
        inspect.Parameter.VAR_POSITIONAL
    )
    assert [*inspect.signature(builder.divide).parameters][:2] == ["input", "other"]
    three = tuple[builder.Value, builder.Value, builder.Value]
    assert inspect.signature(builder.lstm).return_annotation == three


@pytest.mark.parametrize("op", layer_types())
def test_every_function_has_the_parameters_of_its_layer(op: str) -> None:
    kind, function = layer_types()[op], getattr(builder, op.lower())
    inputs = ["inputs"] if kind.variadic else list(kind.input_names)
    shown = [*inspect.signature(function).parameters]
    assert sorted(shown) == sorted([*inputs, *kind.model_fields, "name"])


def test_help_shows_the_signature_what_it_does_and_every_parameter() -> None:
    page = pydoc.plain(pydoc.render_doc(builder.conv2d))
    assert "conv2d(input: netwright.layers.builder.Value, /, out_channels: int" in page
    assert "Slides learned kernels over height and width" in page
    assert "out_channels: How many channels come out, one a kernel. Integer 1 to 65536." in page


def test_every_function_can_be_completed_at_a_prompt() -> None:
    assert {op.lower() for op in layer_types()} <= set(dir(builder))
    assert {"input", "network", "block", "Value"} <= set(dir(builder))


def test_a_parameter_too_many_is_not_dropped_in_silence() -> None:
    x = builder.input("x", (3, 8, 8))
    with pytest.raises(NetworkError, match="Conv2d takes 2 parameter") as caught:
        builder.conv2d(x, 8, 3, 2)  # type: ignore[call-arg]
    assert caught.value.fix.startswith("write stride=2, or another of stride, padding,")


def test_a_parameter_too_many_of_a_layer_with_none_is_to_be_left_out() -> None:
    x = builder.input("x", (3,))
    with pytest.raises(NetworkError) as caught:
        builder.relu(x, 1)  # type: ignore[call-arg, arg-type]
    assert caught.value.fix == "leave 1 out."


def test_a_parameter_too_many_of_a_block_is_not_dropped_either() -> None:
    double = Block(
        params={"size": None, "bias": True},
        inputs=("x",),
        nodes=(
            Node(
                id="a",
                op="Linear",
                params={"out_features": "$size", "bias": "$bias"},
                inputs=("x",),
            ),
        ),
        outputs={"y": "a"},
    )
    x = builder.input("x", (3,))
    assert builder.block("Wide", double)(x, 4).shape == (4,)
    with pytest.raises(NetworkError) as caught:
        builder.block("Wide", double)(x, 4, False)
    assert caught.value.fix == "write bias=False, or another of bias."


def test_importing_the_package_loads_no_layer_yet() -> None:
    code = (
        "import sys, netwright.layers; from netwright.layers.builder import Value\n"
        "print(*[name for name in sys.modules if name.startswith('netwright.layers.catalogue.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
