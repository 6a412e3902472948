import pytest

from netwright.layers import layer_types
from netwright.layers.testing import LayerContract, layer_cases


@pytest.mark.parametrize(("kind", "example"), layer_cases(layer_types().values()))
class TestEveryLayer(LayerContract):
    pass
