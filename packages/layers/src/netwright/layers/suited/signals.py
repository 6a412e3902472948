"""Networks for sequences of measurements and for volumes: convolutions of one axis and of three."""

from __future__ import annotations

from typing import Any

from netwright.interfaces.documents import Network
from netwright.layers import builder
from netwright.layers.layer import Shape

_SMALLEST = 4
"""Steps or voxels along an axis below which it is not halved further."""


def convolutions(shape: Shape, outputs: int) -> Network:
    """Stages of a convolution and a halving, then the average and one Linear layer.

    Args:
        shape: [C,L] of a sequence or [C,D,H,W] of a volume.
        outputs: How many numbers come out.
    """
    axes = len(shape) - 1
    convolution, norm, pool = (
        _layer(f"{name}{axes}d") for name in ("conv", "batchnorm", "maxpool")
    )
    x = signal = builder.input("signal", shape)
    channels = 32 if axes == 1 else 16
    for stage in range(1, 6):
        x = convolution(x, channels, kernel_size=3, padding=1, bias=False, name=f"conv{stage}")
        x = builder.relu(norm(x, name=f"norm{stage}"), name=f"relu{stage}")
        if min(x.shape[1:]) < 2 * _SMALLEST:
            break
        x = pool(x, 2, name=f"pool{stage}")
        channels = min(2 * channels, 128)
    x = builder.dropout(builder.globalavgpool(x, name="pool"), p=0.2, name="dropout")
    x = builder.linear(x, outputs, name="head")
    return builder.network(f"small-cnn-{axes}d", f"{signal.type} to {outputs} numbers.", output=x)


def _layer(name: str) -> Any:
    return getattr(builder, name)
