"""What is trained: four networks, each on samples that fit them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from netwright.data import Prepared, Samples
from netwright.interfaces.documents import (
    ArrayFile,
    Classification,
    Dataset,
    ImageFolder,
    ImagePreprocessing,
    Network,
    NumberColumn,
    RandomSplit,
    TablePreprocessing,
)
from netwright.layers import build, builder, default_network
from netwright.layers.library import library_network

_CLASSES = ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
_MEAN, _STD = (0.5, 0.5, 0.5), (0.25, 0.25, 0.25)
_COLUMNS = 30


@dataclass(frozen=True)
class Case:
    """A network with samples.

    Attributes:
        network: What is trained.
        data: A fifth of as many samples to validate on as to train on.
        batch_size: Samples a step.
        convolves: Whether the inputs are images uint8 [N,H,W,C], and not rows float32 [N,F].
        channels_last: Whether that was measured to be the faster layout.
    """

    network: Network
    data: Prepared
    batch_size: int
    convolves: bool
    channels_last: bool = False

    def module(self) -> nn.Module:
        """The network of the first seed, one and the same for all ways to train it."""
        torch.manual_seed(0)
        return build(self.network)

    def tensors(self) -> list[torch.Tensor]:
        """Training inputs and targets, validation inputs and targets, all in memory."""
        parts = (self.data.train, self.data.val)
        arrays = [np.array(values) for part in parts for values in (part.inputs, part.targets)]
        return [torch.from_numpy(array) for array in arrays]

    def as_input(self, batch: torch.Tensor) -> torch.Tensor:
        """What the network takes."""
        if not self.convolves:
            return batch
        images = batch.permute(0, 3, 1, 2).to(torch.float32).mul_(1 / 63.75).sub_(2.0)
        return images if self.channels_last else images.contiguous()


def small_cnn() -> Case:
    """Two convolutions and two linear layers on 4,000 images of 32x32.

    A network as light as people begin with: 6.0 M multiply-adds an image forward, much of the time
    in norms, activations and pooling. The design's figures are of such a one, whose layers it does
    not tell but for a pooling from 8x8 to 7x7; with 32 channels at 32x32 an activation of a batch
    is of 32 MiB, which glibc hands back to the kernel each time, as was seen there.
    """
    x = builder.input("image", (3, 32, 32))
    for channels in (32, 64):
        x = builder.batchnorm2d(builder.conv2d(x, channels, kernel_size=3, padding=1, bias=False))
        x = builder.maxpool2d(builder.relu(x), 2)
    x = builder.flatten(builder.adaptiveavgpool2d(x, output_size=7))
    x = builder.relu(builder.linear(x, 128))
    network = builder.network("light-cnn", logits=builder.linear(x, len(_CLASSES)))
    return Case(network, _images(4000, 32), batch_size=256, convolves=True, channels_last=True)


def default_cnn() -> Case:
    """The default network on the same images: 53 M multiply-adds an image forward."""
    network = default_network((3, 32, 32), len(_CLASSES))
    return Case(network, _images(4000, 32), batch_size=256, convolves=True, channels_last=True)


def resnet_18() -> Case:
    """ResNet-18 on images of 64x64."""
    found = library_network("resnet-18")
    inputs = {name: v.model_copy(update={"shape": (3, 64, 64)}) for name, v in found.inputs.items()}
    network = found.model_copy(update={"inputs": inputs})
    return Case(network, _images(320, 64), batch_size=64, convolves=True)


def mlp() -> Case:
    """Two hidden layers on the 30 columns of a table."""
    x = builder.input("row", (_COLUMNS,))
    x = builder.relu(builder.linear(x, 256))
    x = builder.relu(builder.linear(x, 256))
    network = builder.network("mlp", logits=builder.linear(x, len(_CLASSES)))
    return Case(network, _table(40_000), batch_size=512, convolves=False)


CASES: dict[str, Callable[[], Case]] = {
    "small CNN": small_cnn,
    "default CNN": default_cnn,
    "ResNet-18": resnet_18,
    "MLP": mlp,
}


def _images(count: int, size: int) -> Prepared:
    generator = np.random.default_rng(0)
    preprocessing = ImagePreprocessing(mode="RGB", height=size, width=size, mean=_MEAN, std=_STD)
    document = Dataset(
        name="images",
        source=ImageFolder(path="nowhere"),
        target=Classification(classes=_CLASSES),
        split=RandomSplit(),
        preprocessing=preprocessing,
    )

    def some(number: int) -> Samples:
        images = generator.integers(0, 256, (number, size, size, 3), dtype=np.uint8)
        return _samples(images, generator)

    return Prepared(document, some(count), some(count // 5))


def _table(count: int) -> Prepared:
    generator = np.random.default_rng(0)
    columns = tuple(
        NumberColumn(name=f"x{number}", mean=0.0, std=1.0, fill=0.0) for number in range(_COLUMNS)
    )
    document = Dataset(
        name="table",
        source=ArrayFile(path="nowhere"),
        target=Classification(classes=_CLASSES),
        split=RandomSplit(),
        preprocessing=TablePreprocessing(columns=columns),
    )

    def some(number: int) -> Samples:
        rows = generator.standard_normal((number, _COLUMNS), dtype=np.float32)
        return _samples(rows, generator)

    return Prepared(document, some(count), some(count // 5))


def _samples(inputs: np.ndarray, generator: np.random.Generator) -> Samples:
    targets = generator.integers(0, len(_CLASSES), len(inputs))
    return Samples(inputs, targets, tuple(map(str, range(len(inputs)))))
