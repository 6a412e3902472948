import pytest
from netwright_example_layers.learnedswish import LearnedSwish
from netwright_example_layers.squaredrelu import SquaredReLU

from netwright.layers.testing import LayerContract, layer_cases


@pytest.mark.parametrize(("kind", "example"), layer_cases([LearnedSwish, SquaredReLU]))
class TestLayers(LayerContract):
    pass
