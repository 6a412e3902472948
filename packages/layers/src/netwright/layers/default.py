"""The network that is trained when a person names none."""

from __future__ import annotations

from netwright.interfaces.documents import Network
from netwright.layers import builder
from netwright.layers.layer import Shape

_SMALLEST = 4
"""Height or width below which an image is not halved further."""


def default_network(shape: Shape, classes: int) -> Network:
    """A small convolutional classifier for images.

    Stages of two convolutions with a doubling number of channels, from 32 to at most 256, each
    halving the image until its shorter side is under 8 pixels; then global average pooling and
    one Linear layer (after Simonyan and Zisserman, 2015, and Lin, Chen and Yan, 2014).

    Args:
        shape: [C,H,W] of an image.
        classes: How many logits to give, at least 2.

    Returns:
        A network from `image` [C,H,W] to `logits` [classes].
    """
    x = image = builder.input("image", shape)
    channels = 32
    for stage in range(1, 7):
        for half in ("a", "b"):
            x = _convolution(x, channels, f"{stage}{half}")
        if min(x.shape[1:]) < 2 * _SMALLEST:
            break
        x = builder.maxpool2d(x, 2, name=f"pool{stage}")
        channels = min(2 * channels, 256)
    x = builder.flatten(builder.adaptiveavgpool2d(x, output_size=1, name="pool"), name="flatten")
    logits = builder.linear(builder.dropout(x, p=0.2, name="dropout"), classes, name="head")
    return builder.network("small-cnn", f"Images {image.type} to {classes} classes.", logits=logits)


def _convolution(x: builder.Value, channels: int, name: str) -> builder.Value:
    x = builder.conv2d(x, channels, kernel_size=3, padding=1, bias=False, name=f"conv{name}")
    return builder.relu(builder.batchnorm2d(x, name=f"norm{name}"), name=f"relu{name}")
