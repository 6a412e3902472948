"""Networks from pictures to something of every pixel: masks, other pictures, the same again."""

from __future__ import annotations

from netwright.interfaces.documents import Network
from netwright.layers import builder
from netwright.layers.builder import Value
from netwright.layers.layer import Shape

_SMALLEST = 4
"""Height or width below which a picture is not halved further."""
_DEPTH = 4
_BLOCKS = 3


def small_unet(shape: Shape, outputs: int) -> Network:
    """A small U-Net for pictures of any size (after Ronneberger, Fischer and Brox, 2015)."""
    image = builder.input("image", shape)
    logits = builder.conv2d(_unet(image, 16), outputs, kernel_size=1, name="head")
    return builder.network(
        "small-unet", f"{outputs} values a pixel of {image.type}.", output=logits
    )


def picture_filter(shape: Shape, target: Shape, spread: float) -> Network:
    """What is to be added to a picture, from residual blocks (after Lim and others, 2017).

    As there, it has no normalisation, and what is added begins at a tenth. A target that is a
    whole number of times larger is made of channels (Shi and others, 2016); any other size by
    resampling.

    Args:
        shape: [C,H,W] of the picture.
        target: [C,H,W] of what it becomes.
        spread: How far values 0 to 1 lie apart for each 1 that values of the input do.
    """
    image = builder.input("image", shape)
    channels, size = target[0], target[1:]
    factor = size[0] // shape[1]
    x = _convolution(image, 24, "enter", norm=False)
    for number in range(1, _BLOCKS + 1):
        y = _convolution(x, 24, f"block{number}", norm=False)
        y = builder.conv2d(y, 24, kernel_size=3, padding=1, name=f"block{number}_out")
        x = builder.add(x, y, name=f"block{number}_sum")
    if factor > 1 and size == (shape[1] * factor, shape[2] * factor):
        x = builder.conv2d(x, channels * factor**2, kernel_size=3, padding=1, name="head")
        x = builder.pixelshuffle(x, upscale_factor=factor, name="enlarged")
    else:
        x = _resized(x, size, "resized")
        x = builder.conv2d(x, channels, kernel_size=3, padding=1, name="head")
    kept = _resized(_itself(image, channels, spread), size, "kept")
    x = builder.add(kept, builder.scale(x, init=0.1, name="change"), name="sum")
    return builder.network("small-filter", f"{image.type} to a picture {x.type}.", picture=x)


def picture_autoencoder(shape: Shape) -> Network:
    """Halved until it is small, through 8 channels there, and enlarged again."""
    image = builder.input("image", shape)
    x, channels = image, 16
    sizes: list[Shape] = []
    while len(sizes) < _DEPTH and min(x.shape[1:]) >= _SMALLEST:
        number = len(sizes) + 1
        sizes.append(x.shape[1:])
        x = _convolution(x, channels, f"down{number}")
        x, channels = builder.maxpool2d(x, 2, name=f"pool{number}"), min(2 * channels, 64)
    x = builder.conv2d(x, 8, kernel_size=1, name="narrow")
    for number, size in reversed(list(enumerate(sizes, start=1))):
        channels = max(channels // 2, 16)
        x = _convolution(_resized(x, size, f"grow{number}"), channels, f"up{number}")
    x = builder.conv2d(x, shape[0], kernel_size=3, padding=1, name="head")
    picture = builder.sigmoid(x, name="picture")
    return builder.network("picture-autoencoder", f"{image.type} again.", picture=picture)


def _itself(image: Value, channels: int, spread: float) -> Value:
    """The picture as it came, as far as that is known: training begins at leaving it as it is."""
    if image.shape[0] == channels:
        kept: Value = builder.scale(image, init=spread, bias=True, name="itself")
    else:
        kept = builder.conv2d(image, channels, kernel_size=1, name="itself")
    return kept


def _unet(image: Value, channels: int) -> Value:
    """Halved up to three times, and enlarged again beside what was there at each size."""
    x = _stage(image, channels, "enter")
    kept: list[Value] = []
    while len(kept) < _DEPTH - 1 and min(x.shape[1:]) >= 2 * _SMALLEST:
        kept.append(x)
        down = builder.maxpool2d(x, 2, name=f"pool{len(kept)}")
        x = _stage(down, channels * 2 ** len(kept), f"down{len(kept)}")
    for number, skip in reversed(list(enumerate(kept, start=1))):
        # Resizing to the size that was, rather than doubling, fits sizes that are not even.
        grown = _resized(x, skip.shape[1:], f"grow{number}")
        joined = builder.concat(skip, grown, name=f"join{number}")
        x = _stage(joined, channels * 2 ** (number - 1), f"up{number}")
    return x


def _stage(x: Value, channels: int, name: str) -> Value:
    return _convolution(_convolution(x, channels, f"{name}a"), channels, f"{name}b")


def _convolution(x: Value, channels: int, name: str, *, norm: bool = True) -> Value:
    x = builder.conv2d(x, channels, kernel_size=3, padding=1, bias=not norm, name=f"{name}_conv")
    x = builder.batchnorm2d(x, name=f"{name}_norm") if norm else x
    return builder.relu(x, name=f"{name}_relu")


def _resized(x: Value, size: Shape, name: str) -> Value:
    if x.shape[1:] == size:
        return x
    # A factor, where it leads there too, does for pictures of other sizes as well.
    doubled = size == tuple(2 * side for side in x.shape[1:])
    how = {"scale_factor": 2} if doubled else {"size": size}
    resized: Value = builder.upsample(x, **how, mode="bilinear", name=name)
    return resized
