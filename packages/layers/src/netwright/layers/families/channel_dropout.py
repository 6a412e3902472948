"""What the dropout layers that drop whole channels share."""

from __future__ import annotations

from pydantic import Field

from netwright.layers.families.parameters import Probability
from netwright.layers.families.spatial import Spatial


class ChannelDropout(Spatial):
    """The base of Dropout1d, Dropout2d and Dropout3d."""

    category = "Dropout"
    keeps_type = True
    features_are_channels = True
    formula = "out = input · mask / (1 - p) while training, one mask value a channel; else input"
    onnx = "none: it is left out"
    paper = "Tompson, Goroshin, Jain, LeCun and Bregler, 2015"

    p: Probability = Field(0.5, description="The share of channels that are set to zero.")
