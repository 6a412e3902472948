from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from layered_models import LAYERS, images

from netwright.inference import LayerOutput, layers_of, statistics_of
from netwright.inference.inside.feature_maps import feature_grid
from netwright.inference.inside.probe import Probe
from netwright.interfaces.documents.model import LayerValue
from netwright.interfaces.errors import ModelError, UsageError

Build = Callable[..., Path]


def test_every_layer_gives_its_output_under_the_name_of_the_network(layered: Build) -> None:
    outputs = layers_of(layered(), images()[0])
    assert [(output.id, output.op, output.values.shape) for output in outputs] == [
        ("first", "Conv2d", (1, 4, 10, 12)),
        ("act", "ReLU", (1, 4, 10, 12)),
        ("rows", "Flatten", (1, 480)),
        ("drop", "Dropout", (1, 480)),
        ("head", "Linear", (1, 10)),
    ]
    by_id = {output.id: output.values for output in outputs}
    np.testing.assert_array_equal(by_id["act"], np.maximum(by_id["first"], 0))
    np.testing.assert_array_equal(by_id["rows"], by_id["act"].reshape(1, -1))


def test_the_last_layer_gives_what_the_model_gives(layered: Build) -> None:
    model = layered()
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    (expected,) = session.run(["logits"], {"images": images()})
    probe = Probe(model)
    (head,) = probe.run(probe.read(images()), ["head"])
    np.testing.assert_allclose(head.values, expected, rtol=1e-4, atol=1e-5)


def test_a_model_that_does_not_name_its_layers_is_seen_by_its_onnx_values(layered: Build) -> None:
    outputs = layers_of(layered(layers=()), images()[0])
    assert [(output.id, output.op) for output in outputs] == [
        ("floats", "Cast"),
        ("shares", "Div"),
        ("centred", "Sub"),
        ("normalised", "Div"),
        ("planes", "Transpose"),
        ("features", "Conv"),
        ("active", "Relu"),
        ("flat", "Flatten"),
        ("logits", "Gemm"),
        ("probabilities", "Softmax"),
    ]


def test_a_layer_without_a_value_is_left_out_and_refused_by_name(layered: Build) -> None:
    merged = (LayerValue(id="raw", op="Conv2d"), LAYERS[0].model_copy(update={"op": "Norm"}))
    model = layered(layers=(*merged, *LAYERS[1:]))
    assert layers_of(model, images()[0])[0].id == "first"
    with pytest.raises(UsageError, match="computed together with 'first'") as caught:
        layers_of(model, images()[0], layers=["raw"])
    assert caught.value.fix == "ask for 'first'."


def test_a_layer_that_is_not_there_is_refused_with_the_nearest(layered: Build) -> None:
    with pytest.raises(UsageError, match="no layer 'heads'") as caught:
        layers_of(layered(), images()[0], layers=["heads"])
    assert caught.value.fix == "did you mean 'head'?"


def test_a_document_that_names_values_the_graph_lacks_does_no_harm(layered: Build) -> None:
    wrong = tuple(LayerValue(id=layer.id, op=layer.op, value="nothing") for layer in LAYERS)
    assert layers_of(layered(layers=wrong), images()[0]) == []


def test_a_file_whose_graph_cannot_be_parsed_is_refused(layered: Build) -> None:
    model = layered()
    model.write_bytes(model.read_bytes() + b"\x3a\x03\x5a\x01\xff")
    with pytest.raises(ModelError, match="cut short or damaged"):
        layers_of(model, images()[0])


def test_statistics_are_those_of_the_finite_numbers() -> None:
    numbers = np.array([[-2, 0, 0, 1], [3, np.nan, np.inf, 4]], np.float32)
    found = statistics_of(numbers)
    finite = np.array([-2, 0, 0, 1, 3, 4])
    assert (found.shape, found.dtype) == ((2, 4), "float32")
    assert (found.mean, found.std) == pytest.approx((finite.mean(), finite.std()))
    assert (found.smallest, found.largest) == (-2, 4)
    assert (found.zeros, found.non_finite) == (2 / 8, 2 / 8)
    assert found.histogram is not None
    assert sum(found.histogram.counts) == 6
    assert (found.histogram.edges[0], found.histogram.edges[-1]) == (-2, 4)


def test_numbers_of_which_none_is_finite_have_no_mean() -> None:
    found = statistics_of(np.full(3, np.nan))
    assert dataclasses.astuple(found)[2:] == (None, None, None, None, 0, 1, None)


def test_half_precision_does_not_overflow_in_statistics() -> None:
    found = statistics_of(np.full(4000, 60000, np.float16))
    assert (found.mean, found.std) == pytest.approx((60000, 0), rel=1e-3)


def test_a_grid_shows_each_map_beside_the_others() -> None:
    maps = np.zeros((5, 8, 8), np.float32)
    maps[3, 2, 4] = 1
    maps[4, 0, 0] = np.nan
    grid = np.asarray(feature_grid(maps))
    # 2 rows of 3 tiles, 48 pixels each, 2 pixels apart.
    assert grid.shape == (98, 148, 3)
    assert (grid[0:48, 48:50] == 255).all()
    brightest = np.argwhere((grid == (252, 255, 164)).all(axis=2))
    assert brightest.min(axis=0).tolist() == [50 + 2 * 6, 4 * 6]
    assert brightest.max(axis=0).tolist() == [50 + 3 * 6 - 1, 5 * 6 - 1]
    assert grid[50, 50].tolist() == [0, 200, 255]


@pytest.mark.parametrize(
    ("shape", "size"),
    [((), (48, 48)), ((64,), (398, 398)), ((3, 9), (45, 15)), ((2, 2, 4, 4), (98, 98))],
)
def test_arrays_of_any_shape_become_a_picture(
    shape: tuple[int, ...], size: tuple[int, ...]
) -> None:
    values = np.random.default_rng(0).normal(size=shape)
    assert feature_grid(np.asarray(values)).size == size


def test_large_maps_are_made_small() -> None:
    assert feature_grid(np.random.default_rng(0).normal(size=(4, 300, 600))).size[0] <= 260


def test_outputs_do_not_fill_the_terminal(layered: Build) -> None:
    (output, *_) = layers_of(layered(), images()[0])
    assert repr(output) == "LayerOutput(id='first', op='Conv2d')"
    assert isinstance(output, LayerOutput)
