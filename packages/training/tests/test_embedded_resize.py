"""The resize in the graph against Pillow, on real photographs."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper
from PIL import Image

from netwright.interfaces.documents import ImagePreprocessing
from netwright.interfaces.imaging import read_image
from netwright.training.shipping.embedded_resize import FITTED, fitting_nodes
from netwright.training.shipping.model_writing import session_of

photographs = pytest.importorskip("skimage.data")

SIZES = [(64, 64), (224, 224), (100, 300), (299, 151), (1, 7)]


def _pictures() -> list[NDArray[np.uint8]]:
    """Photographs that are wide, high and square, pieces with odd sides, and slivers."""
    coffee, cat, rocket = photographs.coffee(), photographs.chelsea(), photographs.rocket()
    high = coffee.transpose(1, 0, 2).copy()
    pieces = [cat[:299, :448], photographs.astronaut()[:50, :40], rocket[:9, :300]]
    slivers = [rocket[:1, :300], rocket[:2, :1]]
    return [photographs.astronaut(), coffee, cat, rocket, high, *pieces, *slivers]


def _fitter(preprocessing: ImagePreprocessing) -> Any:
    nodes = fitting_nodes("images", preprocessing)
    sizes = ["batch", "height", "width", preprocessing.channels]
    given = helper.make_tensor_value_info("images", TensorProto.UINT8, sizes)
    made = helper.make_tensor_value_info(FITTED, TensorProto.UINT8, ["batch", "h", "w", "c"])
    graph = helper.make_graph(nodes.nodes, "fit", [given], [made], nodes.constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    onnx.checker.check_model(model)
    return session_of(model)


@pytest.mark.parametrize("fit", ["stretch", "crop", "pad"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_photograph_is_fitted_as_pillow_fits_it(
    fit: Any, size: tuple[int, int], mode: Any
) -> None:
    none, one = (0.0,) * len(mode), (1.0,) * len(mode)
    preprocessing = ImagePreprocessing(
        mode=mode, height=size[0], width=size[1], fit=fit, mean=none, std=one
    )
    session = _fitter(preprocessing)
    for picture in _pictures():
        image = Image.fromarray(picture).convert(mode)
        raw = np.asarray(image).reshape(1, *picture.shape[:2], len(mode))
        (got,) = session.run(None, {"images": raw})[0]
        gaps = np.abs(got.astype(int) - read_image(image, preprocessing))
        assert gaps.mean() < 0.3
        assert gaps.max() <= 2


def test_pictures_of_the_size_asked_for_stay_as_they_are() -> None:
    picture = photographs.astronaut()
    height, width = picture.shape[:2]
    for fit in ("stretch", "crop", "pad"):
        preprocessing = ImagePreprocessing(
            height=height, width=width, fit=fit, mean=(0, 0, 0), std=(1, 1, 1)
        )
        both = np.stack([picture, picture[::-1]])
        (got,) = _fitter(preprocessing).run(None, {"images": both})
        np.testing.assert_array_equal(got, both)
