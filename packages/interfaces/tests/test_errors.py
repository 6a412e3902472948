import pickle

import pytest

from netwright.interfaces.errors import (
    DataError,
    ShapeError,
    did_you_mean,
    nearest,
)


def test_an_error_reads_as_the_design_says() -> None:
    error = ShapeError(
        "'head' (Linear) expects 784 features, but 'flatten' (Flatten) gives 1024.",
        path="image [3,32,32] → conv1 [16,32,32] → flatten [16384] → head",
        fix="leave in_features out, or set in_features=1024.",
    )
    assert error.render() == (
        "ShapeError: 'head' (Linear) expects 784 features, but 'flatten' (Flatten) gives 1024.\n"
        "  path: image [3,32,32] → conv1 [16,32,32] → flatten [16384] → head\n"
        "  fix: leave in_features out, or set in_features=1024."
    )


def test_an_error_seen_from_further_outside_tells_the_way() -> None:
    error = ShapeError("does not fit.", node="conv", key="padding", fix="mend it.")
    outer = error.within(node="stage1")
    assert type(outer) is ShapeError
    assert outer.places == {"node": "stage1 → conv", "key": "padding"}
    assert outer.within(file="a.json").places["file"] == "a.json"


def test_an_error_survives_the_way_from_a_worker_process() -> None:
    error = DataError("cannot be read.", file="a.png", fix="remove it.")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 our own bytes
    assert type(again) is DataError
    assert again.render() == error.render()


@pytest.mark.parametrize(
    ("name", "found"), [("conv2d", "Conv2d"), ("Con2d", "Conv2d"), ("Transformer", None)]
)
def test_the_nearest_name_is_found_whatever_the_case(name: str, found: str | None) -> None:
    assert nearest(name, ["Linear", "Conv2d"]) == found


def test_without_a_near_name_all_are_listed() -> None:
    assert did_you_mean("xyz", ["Linear", "Conv2d"]) == "use one of: Linear, Conv2d."
