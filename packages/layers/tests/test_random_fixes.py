"""Following fixes mends what chance has spoilt: parameters, axes and sizes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from refusals import mended

from netwright.layers import Example, Layer, TensorType, check, layer_types
from netwright.layers.testing import example_network

CATEGORIES = ("Convolution", "Merge", "Padding", "Pooling", "Resizing", "Shape")
MOST_FIXES = 8
"""Of one network: each input may have a wrong dtype, rank and size, and parameters be wrong too."""

KINDS = [kind for kind in layer_types().values() if kind.category in CATEGORIES]
FUZZ = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))

_sizes = st.integers(1, 9)
_shapes = st.lists(_sizes, max_size=5).map(tuple)


@st.composite
def _inputs(draw: st.DrawFn, example: Example) -> tuple[TensorType, ...]:
    """The example's inputs; of some the axes or sizes are others."""
    return tuple(
        flows._replace(shape=draw(st.one_of(st.just(flows.shape), _shapes, _near(flows.shape))))
        for flows in example.inputs
    )


def _near(shape: tuple[int, ...]) -> st.SearchStrategy[tuple[int, ...]]:
    return st.tuples(*(st.sampled_from([size, size, 1, size + 1, 2 * size]) for size in shape))


def _spoilt(value: Any) -> st.SearchStrategy[Any]:
    if isinstance(value, bool) or value is None:
        return st.just(value)
    if isinstance(value, str):
        return st.sampled_from([value, value[:-1]])
    if isinstance(value, (list, tuple)):
        return st.lists(st.integers(-1, 5), min_size=1, max_size=len(value) + 1)
    return st.one_of(st.integers(-1, 5), st.lists(st.integers(0, 5), min_size=1, max_size=3))


@st.composite
def _uses(draw: st.DrawFn) -> tuple[type[Layer], Example]:
    kind = draw(st.sampled_from(KINDS))
    example = draw(st.sampled_from(kind.examples))
    params = dict(example.params)
    for name in draw(st.sets(st.sampled_from(sorted(params)), max_size=2)) if params else ():
        params[name] = draw(_spoilt(params[name]))
    return kind, Example(params, draw(_inputs(example)))


@given(_uses())
@FUZZ
@pytest.mark.filterwarnings("ignore")
def test_following_fixes_ends_in_a_network_that_fits(use: tuple[type[Layer], Example]) -> None:
    network = example_network(*use)
    for _ in range(MOST_FIXES):
        network = mended(network)
    assert check(network)
