"""Contracts for layers and networks: subclass one, say what it is for, and its tests run.

@pytest.mark.parametrize(("kind", "example"), layer_cases(layer_types().values()))
class TestEveryLayer(LayerContract):
    pass


@pytest.mark.parametrize("network", [library_network("lenet-5")])
class TestMyNetworks(NetworkContract):
    pass
"""

from netwright.layers.testing.layers import LayerContract, example_network, layer_cases
from netwright.layers.testing.networks import NetworkContract
from netwright.layers.testing.onnx import assert_same_in_onnxruntime, random_inputs, to_onnx
from netwright.layers.testing.source import import_source, written_module

__all__ = [
    "LayerContract",
    "NetworkContract",
    "assert_same_in_onnxruntime",
    "example_network",
    "import_source",
    "layer_cases",
    "random_inputs",
    "to_onnx",
    "written_module",
]
