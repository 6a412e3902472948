"""Writing a network in Python: layers as functions of what flows, shapes checked line by line.

    image = input("image", (1, 8, 8))
    x = relu(conv2d(image, 32, kernel_size=3, padding=1))
    digits = network(logits=linear(flatten(x), 10))

Every layer of the catalogue is a function of this module, named as its op in lower case: first
what flows in, then the layer's parameters, and `name=` for the node's id.
"""

# Written by tools/write_builder_stub.py. What is edited here is lost.

from collections.abc import Callable
from typing import Any, Literal

from netwright.interfaces.documents import Block, Network
from netwright.layers.layer import Shape, TensorType

class Value:
    """What flows along a wire of a network that is being written."""

    type: TensorType
    output: str | None
    @property
    def shape(self) -> Shape:
        """Sizes without the batch axis."""

def input(
    name: str,
    shape: Shape,
    dtype: str = "float32",
) -> Value:
    """An input of the network.

    Args:
        name: Its name in the document and in the module's `forward`.
        shape: Sizes without the batch axis, such as (3, 224, 224) for [C,H,W].
        dtype: ``float32``, or ``int64`` for indices.
    """

def block(
    name: str,
    definition: Block | None = None,
) -> Callable[..., Any]:
    """A function that uses a block as a layer: what flows in, then its parameters by name.

    Args:
        name: The name of a block of the library, or the one to give `definition`.
        definition: A block of your own; the network's document will hold it.

    Raises:
        NetworkError: There is no block of that name.
    """

def network(
    name: str = "network",
    description: str = "",
    **outputs: Value,
) -> Network:
    """The document of everything that `outputs` depend on.

    Args:
        name: The network's name.
        description: What it is for.
        outputs: The named outputs, such as ``logits=x``.

    Raises:
        NetworkError: There is no output, or two nodes were given the same name.
    """

def adaptiveavgpool1d(
    input: Value,
    /,
    *,
    output_size: int = 1,
    name: str | None = None,
) -> Value:
    """Averages a sequence of any length down to a fixed length; 1 averages each channel whole.

    Args:
        input: [C,L], float32.
        output_size: Size of what comes out: one number, or one an axis; none keeps the
            size. Integer 1 to 4096.
        name: The node's id. Left out, the layer's name, numbered.
    """

def adaptiveavgpool2d(
    input: Value,
    /,
    *,
    output_size: int | tuple[int | None, int | None] = 1,
    name: str | None = None,
) -> Value:
    """Averages an image of any size down to a fixed size; size 1 averages each channel whole.

    Args:
        input: [C,H,W], float32.
        output_size: Size of what comes out: one number, or one an axis; none keeps the
            size. Integer 1 to 4096, or a list of 2, each such or null.
        name: The node's id. Left out, the layer's name, numbered.
    """

def adaptiveavgpool3d(
    input: Value,
    /,
    *,
    output_size: int | tuple[int | None, int | None, int | None] = 1,
    name: str | None = None,
) -> Value:
    """Averages a volume of any size down to a fixed size; size 1 averages each channel whole.

    Args:
        input: [C,D,H,W], float32.
        output_size: Size of what comes out: one number, or one an axis; none keeps the
            size. Integer 1 to 4096, or a list of 3, each such or null.
        name: The node's id. Left out, the layer's name, numbered.
    """

def adaptivemaxpool1d(
    input: Value,
    /,
    *,
    output_size: int = 1,
    name: str | None = None,
) -> Value:
    """Keeps the largest values of a sequence of any length, down to a fixed length.

    Args:
        input: [C,L], float32.
        output_size: Size of what comes out: one number, or one an axis; none keeps the
            size. Integer 1 to 4096.
        name: The node's id. Left out, the layer's name, numbered.
    """

def adaptivemaxpool2d(
    input: Value,
    /,
    *,
    output_size: int | tuple[int | None, int | None] = 1,
    name: str | None = None,
) -> Value:
    """Keeps the largest values of an image of any size, down to a fixed size.

    Args:
        input: [C,H,W], float32.
        output_size: Size of what comes out: one number, or one an axis; none keeps the
            size. Integer 1 to 4096, or a list of 2, each such or null.
        name: The node's id. Left out, the layer's name, numbered.
    """

def adaptivemaxpool3d(
    input: Value,
    /,
    *,
    output_size: int | tuple[int | None, int | None, int | None] = 1,
    name: str | None = None,
) -> Value:
    """Keeps the largest values of a volume of any size, down to a fixed size.

    Args:
        input: [C,D,H,W], float32.
        output_size: Size of what comes out: one number, or one an axis; none keeps the
            size. Integer 1 to 4096, or a list of 3, each such or null.
        name: The node's id. Left out, the layer's name, numbered.
    """

def add(
    *inputs: Value,
    name: str | None = None,
) -> Value:
    """Adds two or more inputs: the join of a residual connection.

    Args:
        *inputs: two or more inputs of any shape, float32 or int64.
        name: The node's id. Left out, the layer's name, numbered.
    """

def alphadropout(
    input: Value,
    /,
    *,
    p: float = 0.5,
    name: str | None = None,
) -> Value:
    """Dropout for networks of SELU: it keeps mean 0 and variance 1 while training.

    Args:
        input: any shape, float32.
        p: The share of values that are dropped. Number 0 to 1.
        name: The node's id. Left out, the layer's name, numbered.
    """

def average(
    *inputs: Value,
    name: str | None = None,
) -> Value:
    """Averages two or more inputs, element by element.

    Args:
        *inputs: two or more inputs of any shape, float32 or int64.
        name: The node's id. Left out, the layer's name, numbered.
    """

def avgpool1d(
    input: Value,
    /,
    kernel_size: int,
    *,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    name: str | None = None,
) -> Value:
    """Averages each stretch: halves a sequence with kernel_size 2.

    Args:
        input: [C,L], float32.
        kernel_size: Size of the window: one number, or one an axis, as [height, width].
            Integer 1 to 4096.
        stride: Steps from one window to the next. Left out: the kernel size. Integer 1 to
            4096.
        padding: Values added at each border, at most half a window. Integer 0 to 4096.
        ceil_mode: Count a last window that is not full. True or false.
        count_include_pad: Count the added zeros in the mean. True or false.
        name: The node's id. Left out, the layer's name, numbered.
    """

def avgpool2d(
    input: Value,
    /,
    kernel_size: int | tuple[int, int],
    *,
    stride: int | tuple[int, int] | None = None,
    padding: int | tuple[int, int] = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
    name: str | None = None,
) -> Value:
    """Averages each window: halves an image with kernel_size 2.

    Args:
        input: [C,H,W], float32.
        kernel_size: Size of the window: one number, or one an axis, as [height, width].
            Integer 1 to 4096, or a list of 2 such.
        stride: Steps from one window to the next. Left out: the kernel size. Integer 1 to
            4096, or a list of 2 such.
        padding: Values added at each border, at most half a window. Integer 0 to 4096, or a
            list of 2 such.
        ceil_mode: Count a last window that is not full. True or false.
        count_include_pad: Count the added zeros in the mean. True or false.
        divisor_override: What to divide sums by. Left out: what was summed. Integer 1 or
            more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def avgpool3d(
    input: Value,
    /,
    kernel_size: int | tuple[int, int, int],
    *,
    stride: int | tuple[int, int, int] | None = None,
    padding: int | tuple[int, int, int] = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
    name: str | None = None,
) -> Value:
    """Averages each block: halves a volume with kernel_size 2.

    Args:
        input: [C,D,H,W], float32.
        kernel_size: Size of the window: one number, or one an axis, as [height, width].
            Integer 1 to 4096, or a list of 3 such.
        stride: Steps from one window to the next. Left out: the kernel size. Integer 1 to
            4096, or a list of 3 such.
        padding: Values added at each border, at most half a window. Integer 0 to 4096, or a
            list of 3 such.
        ceil_mode: Count a last window that is not full. True or false.
        count_include_pad: Count the added zeros in the mean. True or false.
        divisor_override: What to divide sums by. Left out: what was summed. Integer 1 or
            more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def backbone(
    input: Value,
    /,
    model: str,
    *,
    output: str = "features",
    weights: str = "none",
    trainable: Literal["all", "none"] | int = "all",
    name: str | None = None,
) -> Value:
    """Takes a classification model of torchvision, up to an inner point, as one layer.

    Only what is used is held, saved, exported, and written by `netwright network code`,
    which needs no torchvision then, under torchvision's own names. `features` is [C,H,W],
    the last feature map before pooling; of a ViT, which pools nothing, it is the sequence
    [L,F] of its encoder, whose first step is the class token: put Select(dim=0, index=0)
    after it. A ViT is made for square images of one size: the weights', or with new weights
    the image's.

    Published weights expect RGB images that were scaled to 0..1 and normalised with mean
    0.485, 0.456, 0.406 and std 0.229, 0.224, 0.225; with weights of any kind, Inception and
    GoogLeNet scale these further, as torchvision's need.

    Frozen parts keep every weight and running statistic, and their dropout is off. Stages
    are the model's top-level parts, such as a ResNet's stem and layer1 to layer4, and of
    VGG, EfficientNet and their like the parts of `features`; norms and activations belong
    to the stage before them.

    Args:
        input: [C,H,W], float32.
        model: The model's name in torchvision. Text.
        output: What comes out: 'features', the last feature map before pooling, or an inner
            point by torchvision's name, such as 'layer3', 'avgpool' or 'layer4.1.relu'.
            Text.
        weights: 'none' draws new ones; 'default' takes torchvision's own, downloaded once;
            or the path of a .safetensors, .pth or .pt file. Nothing is downloaded unless
            asked for. Text.
        trainable: What is trained: 'all', 'none', or that many stages counted from the end.
            "all", "none", or integer 1 to 1000.
        name: The node's id. Left out, the layer's name, numbered.
    """

def batchnorm1d(
    input: Value,
    /,
    *,
    eps: float = 1e-05,
    momentum: float = 0.1,
    num_features: int | None = None,
    affine: bool = True,
    track_running_stats: bool = True,
    name: str | None = None,
) -> Value:
    """Normalises each feature over the batch, and over a sequence, then scales and shifts it.

    Args:
        input: [C,L] or [F], float32.
        eps: Added to the variance, against division by zero. Number above 0 and up to 1.
        momentum: The weight of a new batch in the running mean and variance. Number 0 to 1.
        affine: Learn a scale and a shift for each channel. True or false.
        track_running_stats: Keep a running mean and variance for use after training. True
            or false.
        num_features: How many channels come in. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def batchnorm2d(
    input: Value,
    /,
    *,
    eps: float = 1e-05,
    momentum: float = 0.1,
    num_features: int | None = None,
    affine: bool = True,
    track_running_stats: bool = True,
    name: str | None = None,
) -> Value:
    """Normalises each channel over the batch and the image, then scales and shifts it.

    Args:
        input: [C,H,W], float32.
        eps: Added to the variance, against division by zero. Number above 0 and up to 1.
        momentum: The weight of a new batch in the running mean and variance. Number 0 to 1.
        affine: Learn a scale and a shift for each channel. True or false.
        track_running_stats: Keep a running mean and variance for use after training. True
            or false.
        num_features: How many channels come in. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def batchnorm3d(
    input: Value,
    /,
    *,
    eps: float = 1e-05,
    momentum: float = 0.1,
    num_features: int | None = None,
    affine: bool = True,
    track_running_stats: bool = True,
    name: str | None = None,
) -> Value:
    """Normalises each channel over the batch and the volume, then scales and shifts it.

    Args:
        input: [C,D,H,W], float32.
        eps: Added to the variance, against division by zero. Number above 0 and up to 1.
        momentum: The weight of a new batch in the running mean and variance. Number 0 to 1.
        affine: Learn a scale and a shift for each channel. True or false.
        track_running_stats: Keep a running mean and variance for use after training. True
            or false.
        num_features: How many channels come in. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def bilinear(
    input1: Value,
    input2: Value,
    /,
    out_features: int,
    *,
    bias: bool = True,
    in1_features: int | None = None,
    in2_features: int | None = None,
    name: str | None = None,
) -> Value:
    """Gives each output a weighted sum of the products of each two features of its two inputs.

    Args:
        input1: [...,F], float32.
        input2: [...,F], float32.
        out_features: How many features come out. Integer 1 to 65536.
        bias: Add a learned number to each output. True or false.
        in1_features: How many features come in. Left out, it is taken from the input.
            Integer 1 or more.
        in2_features: How many features come in at input 2. Left out, it is taken from the
            input. Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def cast(
    input: Value,
    /,
    *,
    dtype: Literal["float32", "int64"] = "float32",
    name: str | None = None,
) -> Value:
    """Turns whole numbers into float32 values, or cuts float32 values down to whole numbers.

    No gradient flows through whole numbers: layers before a cast to int64 learn nothing
    from it.

    Args:
        input: any shape, float32 or int64.
        dtype: float32 for numbers to compute with; int64 for indices. "float32" or "int64".
        name: The node's id. Left out, the layer's name, numbered.
    """

def celu(
    input: Value,
    /,
    *,
    alpha: float = 1.0,
    name: str | None = None,
) -> Value:
    """An ELU without a kink at zero, whatever alpha is.

    Args:
        input: any shape, float32.
        alpha: How far below zero very negative values end up. Number 0.001 to 100.
        name: The node's id. Left out, the layer's name, numbered.
    """

def circularpad1d(
    input: Value,
    /,
    padding: int | tuple[int, int],
    *,
    name: str | None = None,
) -> Value:
    """Goes round: adds at each end of a sequence what stands at the other end.

    Args:
        input: [C,L], float32.
        padding: Values added at each end: one number, or as many as there are ends of
            [left, right, top, bottom, front, back]. Integer 0 to 4096, or a list of 2 such.
        name: The node's id. Left out, the layer's name, numbered.
    """

def circularpad2d(
    input: Value,
    /,
    padding: int | tuple[int, int, int, int],
    *,
    name: str | None = None,
) -> Value:
    """Goes round: adds at each end of an image what stands at the other end.

    Args:
        input: [C,H,W], float32.
        padding: Values added at each end: one number, or as many as there are ends of
            [left, right, top, bottom, front, back]. Integer 0 to 4096, or a list of 4 such.
        name: The node's id. Left out, the layer's name, numbered.
    """

def circularpad3d(
    input: Value,
    /,
    padding: int | tuple[int, int, int, int, int, int],
    *,
    name: str | None = None,
) -> Value:
    """Goes round: adds at each end of a volume what stands at the other end.

    Args:
        input: [C,D,H,W], float32.
        padding: Values added at each end: one number, or as many as there are ends of
            [left, right, top, bottom, front, back]. Integer 0 to 4096, or a list of 6 such.
        name: The node's id. Left out, the layer's name, numbered.
    """

def classtoken(
    input: Value,
    /,
    *,
    features: int | None = None,
    name: str | None = None,
) -> Value:
    """Puts a learned step before a sequence; attention gathers there what the class depends on.

    Args:
        input: [L,F], float32.
        features: How many features come in. Left out, it is taken from the input. Integer 1
            or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def concat(
    *inputs: Value,
    dim: int = 0,
    name: str | None = None,
) -> Value:
    """Lays two or more inputs one after the other along an axis.

    Args:
        *inputs: two or more inputs of any shape, float32 or int64.
        dim: The axis, not counting the batch; 0 is the channels. Integer -8 to 7.
        name: The node's id. Left out, the layer's name, numbered.
    """

def constantpad1d(
    input: Value,
    /,
    padding: int | tuple[int, int],
    value: float,
    *,
    name: str | None = None,
) -> Value:
    """Adds a value of your choice around a sequence.

    Args:
        input: [C,L], float32.
        padding: Values added at each end: one number, or as many as there are ends of
            [left, right, top, bottom, front, back]. Integer 0 to 4096, or a list of 2 such.
        value: The value that is added. Number.
        name: The node's id. Left out, the layer's name, numbered.
    """

def constantpad2d(
    input: Value,
    /,
    padding: int | tuple[int, int, int, int],
    value: float,
    *,
    name: str | None = None,
) -> Value:
    """Adds a value of your choice around an image.

    Args:
        input: [C,H,W], float32.
        padding: Values added at each end: one number, or as many as there are ends of
            [left, right, top, bottom, front, back]. Integer 0 to 4096, or a list of 4 such.
        value: The value that is added. Number.
        name: The node's id. Left out, the layer's name, numbered.
    """

def constantpad3d(
    input: Value,
    /,
    padding: int | tuple[int, int, int, int, int, int],
    value: float,
    *,
    name: str | None = None,
) -> Value:
    """Adds a value of your choice around a volume.

    Args:
        input: [C,D,H,W], float32.
        padding: Values added at each end: one number, or as many as there are ends of
            [left, right, top, bottom, front, back]. Integer 0 to 4096, or a list of 6 such.
        value: The value that is added. Number.
        name: The node's id. Left out, the layer's name, numbered.
    """

def conv1d(
    input: Value,
    /,
    out_channels: int,
    kernel_size: int,
    *,
    stride: int = 1,
    padding: int | Literal["same", "valid"] = 0,
    dilation: int = 1,
    groups: int = 1,
    bias: bool = True,
    padding_mode: Literal["zeros", "reflect", "replicate", "circular"] = "zeros",
    in_channels: int | None = None,
    name: str | None = None,
) -> Value:
    """Slides learned kernels along a sequence: 1-D convolution.

    Args:
        input: [C,L], float32.
        out_channels: How many channels come out, one a kernel. Integer 1 to 65536.
        kernel_size: Size of the kernels: one number, or one an axis, as [height, width].
            Integer 1 to 4096.
        stride: Steps from one place of the kernel to the next. Integer 1 to 4096.
        padding: Values added at each border; 'same' keeps the size at stride 1. Integer 0
            to 4096, "same", or "valid".
        dilation: Steps from one kernel element to the next. Integer 1 to 4096.
        groups: Channel groups that are convolved apart. Integer 1 to 65536.
        bias: Add a learned number to each output channel. True or false.
        padding_mode: What the added values are. "zeros", "reflect", "replicate" or
            "circular".
        in_channels: How many channels come in. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def conv2d(
    input: Value,
    /,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    *,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] | Literal["same", "valid"] = 0,
    dilation: int | tuple[int, int] = 1,
    groups: int = 1,
    bias: bool = True,
    padding_mode: Literal["zeros", "reflect", "replicate", "circular"] = "zeros",
    in_channels: int | None = None,
    name: str | None = None,
) -> Value:
    """Slides learned kernels over height and width: 2-D convolution.

    Args:
        input: [C,H,W], float32.
        out_channels: How many channels come out, one a kernel. Integer 1 to 65536.
        kernel_size: Size of the kernels: one number, or one an axis, as [height, width].
            Integer 1 to 4096, or a list of 2 such.
        stride: Steps from one place of the kernel to the next. Integer 1 to 4096, or a list
            of 2 such.
        padding: Values added at each border; 'same' keeps the size at stride 1. Integer 0
            to 4096, a list of 2 such, "same", or "valid".
        dilation: Steps from one kernel element to the next. Integer 1 to 4096, or a list of
            2 such.
        groups: Channel groups that are convolved apart. Integer 1 to 65536.
        bias: Add a learned number to each output channel. True or false.
        padding_mode: What the added values are. "zeros", "reflect", "replicate" or
            "circular".
        in_channels: How many channels come in. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def conv3d(
    input: Value,
    /,
    out_channels: int,
    kernel_size: int | tuple[int, int, int],
    *,
    stride: int | tuple[int, int, int] = 1,
    padding: int | tuple[int, int, int] | Literal["same", "valid"] = 0,
    dilation: int | tuple[int, int, int] = 1,
    groups: int = 1,
    bias: bool = True,
    padding_mode: Literal["zeros", "reflect", "replicate", "circular"] = "zeros",
    in_channels: int | None = None,
    name: str | None = None,
) -> Value:
    """Slides learned kernels over depth, height and width: 3-D convolution.

    Args:
        input: [C,D,H,W], float32.
        out_channels: How many channels come out, one a kernel. Integer 1 to 65536.
        kernel_size: Size of the kernels: one number, or one an axis, as [height, width].
            Integer 1 to 4096, or a list of 3 such.
        stride: Steps from one place of the kernel to the next. Integer 1 to 4096, or a list
            of 3 such.
        padding: Values added at each border; 'same' keeps the size at stride 1. Integer 0
            to 4096, a list of 3 such, "same", or "valid".
        dilation: Steps from one kernel element to the next. Integer 1 to 4096, or a list of
            3 such.
        groups: Channel groups that are convolved apart. Integer 1 to 65536.
        bias: Add a learned number to each output channel. True or false.
        padding_mode: What the added values are. "zeros", "reflect", "replicate" or
            "circular".
        in_channels: How many channels come in. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def convtranspose1d(
    input: Value,
    /,
    out_channels: int,
    kernel_size: int,
    *,
    stride: int = 1,
    padding: int = 0,
    output_padding: int = 0,
    groups: int = 1,
    bias: bool = True,
    dilation: int = 1,
    in_channels: int | None = None,
    name: str | None = None,
) -> Value:
    """Spreads each value over a stretch of a longer sequence: a 1-D convolution backwards.

    Args:
        input: [C,L], float32.
        out_channels: How many channels come out. Integer 1 to 65536.
        kernel_size: Size of the kernels: one number, or one an axis, as [height, width].
            Integer 1 to 4096.
        stride: Steps in the output for one step in the input: 2 doubles the size. Integer 1
            to 4096.
        padding: Values cut off at each border of the output. Integer 0 to 4096.
        output_padding: Values added at the far border, where a stride leaves the size open.
            Integer 0 to 4096.
        groups: Channel groups that are convolved apart. Integer 1 to 65536.
        bias: Add a learned number to each output channel. True or false.
        dilation: Steps from one kernel element to the next. Integer 1 to 4096.
        in_channels: How many channels come in. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def convtranspose2d(
    input: Value,
    /,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    *,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
    output_padding: int | tuple[int, int] = 0,
    groups: int = 1,
    bias: bool = True,
    dilation: int | tuple[int, int] = 1,
    in_channels: int | None = None,
    name: str | None = None,
) -> Value:
    """Spreads each pixel over a patch of a larger image: a 2-D convolution backwards.

    Args:
        input: [C,H,W], float32.
        out_channels: How many channels come out. Integer 1 to 65536.
        kernel_size: Size of the kernels: one number, or one an axis, as [height, width].
            Integer 1 to 4096, or a list of 2 such.
        stride: Steps in the output for one step in the input: 2 doubles the size. Integer 1
            to 4096, or a list of 2 such.
        padding: Values cut off at each border of the output. Integer 0 to 4096, or a list
            of 2 such.
        output_padding: Values added at the far border, where a stride leaves the size open.
            Integer 0 to 4096, or a list of 2 such.
        groups: Channel groups that are convolved apart. Integer 1 to 65536.
        bias: Add a learned number to each output channel. True or false.
        dilation: Steps from one kernel element to the next. Integer 1 to 4096, or a list of
            2 such.
        in_channels: How many channels come in. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def convtranspose3d(
    input: Value,
    /,
    out_channels: int,
    kernel_size: int | tuple[int, int, int],
    *,
    stride: int | tuple[int, int, int] = 1,
    padding: int | tuple[int, int, int] = 0,
    output_padding: int | tuple[int, int, int] = 0,
    groups: int = 1,
    bias: bool = True,
    dilation: int | tuple[int, int, int] = 1,
    in_channels: int | None = None,
    name: str | None = None,
) -> Value:
    """Spreads each value over a block of a larger volume: a 3-D convolution backwards.

    Args:
        input: [C,D,H,W], float32.
        out_channels: How many channels come out. Integer 1 to 65536.
        kernel_size: Size of the kernels: one number, or one an axis, as [height, width].
            Integer 1 to 4096, or a list of 3 such.
        stride: Steps in the output for one step in the input: 2 doubles the size. Integer 1
            to 4096, or a list of 3 such.
        padding: Values cut off at each border of the output. Integer 0 to 4096, or a list
            of 3 such.
        output_padding: Values added at the far border, where a stride leaves the size open.
            Integer 0 to 4096, or a list of 3 such.
        groups: Channel groups that are convolved apart. Integer 1 to 65536.
        bias: Add a learned number to each output channel. True or false.
        dilation: Steps from one kernel element to the next. Integer 1 to 4096, or a list of
            3 such.
        in_channels: How many channels come in. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def divide(
    input: Value,
    other: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """Divides the first input by the second, element by element.

    Args:
        input: any shape, float32 or int64.
        other: any shape, float32 or int64.
        name: The node's id. Left out, the layer's name, numbered.
    """

def dropout(
    input: Value,
    /,
    *,
    p: float = 0.5,
    name: str | None = None,
) -> Value:
    """Sets values to zero at random while training, against over-fitting; else does nothing.

    Args:
        input: any shape, float32.
        p: The share of values that are set to zero. Number 0 to 1.
        name: The node's id. Left out, the layer's name, numbered.
    """

def dropout1d(
    input: Value,
    /,
    *,
    p: float = 0.5,
    name: str | None = None,
) -> Value:
    """Sets whole channels of sequences to zero at random while training; else does nothing.

    Args:
        input: [C,L], float32.
        p: The share of channels that are set to zero. Number 0 to 1.
        name: The node's id. Left out, the layer's name, numbered.
    """

def dropout2d(
    input: Value,
    /,
    *,
    p: float = 0.5,
    name: str | None = None,
) -> Value:
    """Sets whole channels of images to zero at random while training; else does nothing.

    Args:
        input: [C,H,W], float32.
        p: The share of channels that are set to zero. Number 0 to 1.
        name: The node's id. Left out, the layer's name, numbered.
    """

def dropout3d(
    input: Value,
    /,
    *,
    p: float = 0.5,
    name: str | None = None,
) -> Value:
    """Sets whole channels of volumes to zero at random while training; else does nothing.

    Args:
        input: [C,D,H,W], float32.
        p: The share of channels that are set to zero. Number 0 to 1.
        name: The node's id. Left out, the layer's name, numbered.
    """

def elu(
    input: Value,
    /,
    *,
    alpha: float = 1.0,
    name: str | None = None,
) -> Value:
    """Keeps what is positive and bends the rest smoothly towards -alpha.

    Args:
        input: any shape, float32.
        alpha: How far below zero very negative values end up. Number 0 to 100.
        name: The node's id. Left out, the layer's name, numbered.
    """

def embedding(
    input: Value,
    /,
    num_embeddings: int,
    embedding_dim: int,
    *,
    padding_idx: int | None = None,
    scale_grad_by_freq: bool = False,
    name: str | None = None,
) -> Value:
    """Looks up a learned vector for each index: words, characters, categories.

    Args:
        input: any shape, int64.
        num_embeddings: How many different indices there are: 0 to num_embeddings - 1.
            Integer 1 to 100000000.
        embedding_dim: How many features each index gets. Integer 1 to 65536.
        padding_idx: The index that fills up short sequences: its vector is zero and stays
            so. Integer -100000000 to 99999999.
        scale_grad_by_freq: Divide the gradient of an index by how often it is in the batch.
            True or false.
        name: The node's id. Left out, the layer's name, numbered.
    """

def flatten(
    input: Value,
    /,
    *,
    start_dim: int = 0,
    end_dim: int = -1,
    name: str | None = None,
) -> Value:
    """Lays axes out in one row: all of them, so that a Linear layer can follow, or some.

    Args:
        input: any shape, float32 or int64.
        start_dim: The first axis of the row, not counting the batch. Integer -8 to 7.
        end_dim: The last axis of the row, not counting the batch. Integer -8 to 7.
        name: The node's id. Left out, the layer's name, numbered.
    """

def gelu(
    input: Value,
    /,
    *,
    approximate: Literal["none", "tanh"] = "none",
    name: str | None = None,
) -> Value:
    """Weighs each value by the share of a normal distribution below it: ReLU's smooth cousin.

    Args:
        input: any shape, float32.
        approximate: 'tanh' computes a close, cheaper formula, as GPT-2 does. "none" or
            "tanh".
        name: The node's id. Left out, the layer's name, numbered.
    """

def globalavgpool(
    input: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """Averages each channel over all its places, in one to many dimensions, to one number.

    Args:
        input: any shape, float32.
        name: The node's id. Left out, the layer's name, numbered.
    """

def globalmaxpool(
    input: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """Keeps the largest value of each channel, over all its places in one to many dimensions.

    Args:
        input: any shape, float32.
        name: The node's id. Left out, the layer's name, numbered.
    """

def glu(
    input: Value,
    /,
    *,
    dim: int = -1,
    name: str | None = None,
) -> Value:
    """Splits an axis into two halves; the second, as a gate of 0 to 1, weighs the first.

    Args:
        input: [...,F], float32.
        dim: The axis to halve, not counting the batch; -1 is the last. Integer -8 to 7.
        name: The node's id. Left out, the layer's name, numbered.
    """

def groupnorm(
    input: Value,
    /,
    num_groups: int,
    *,
    eps: float = 1e-05,
    affine: bool = True,
    num_channels: int | None = None,
    name: str | None = None,
) -> Value:
    """Normalises groups of channels of each sample: works with any batch size.

    Args:
        input: [C] or [C,L] or [C,H,W] or [C,D,H,W], float32.
        num_groups: Into how many groups the channels are split; it must divide their
            number. Integer 1 to 65536.
        eps: Added to the variance, against division by zero. Number above 0 and up to 1.
        affine: Learn a scale and a shift for each channel. True or false.
        num_channels: How many channels come in. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def gru(
    input: Value,
    /,
    hidden_size: int,
    *,
    num_layers: int = 1,
    bias: bool = True,
    dropout: float = 0.0,
    bidirectional: bool = False,
    input_size: int | None = None,
    name: str | None = None,
) -> tuple[Value, Value]:
    """Reads a sequence step by step with two gates: as good as LSTM on much, and smaller.

    Args:
        input: [L,F], float32.
        hidden_size: How many features the state has. Integer 1 to 65536.
        num_layers: How many layers stand on each other, each reading the one below. Integer
            1 to 64.
        bias: Add learned numbers to the sums. True or false.
        dropout: The share of values set to zero between layers, while training. Number 0 to
            1.
        bidirectional: Read backwards too; output then has twice hidden_size features. True
            or false.
        input_size: How many features come in. Left out, it is taken from the input. Integer
            1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def hardsigmoid(
    input: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """Sigmoid made of three straight pieces: cheap on small devices.

    Args:
        input: any shape, float32.
        name: The node's id. Left out, the layer's name, numbered.
    """

def hardswish(
    input: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """SiLU made of straight pieces: nearly as good and cheaper on small devices.

    Args:
        input: any shape, float32.
        name: The node's id. Left out, the layer's name, numbered.
    """

def hardtanh(
    input: Value,
    /,
    *,
    min_val: float = -1.0,
    max_val: float = 1.0,
    name: str | None = None,
) -> Value:
    """Keeps what lies between two limits and cuts off the rest.

    Args:
        input: any shape, float32.
        min_val: The least value that comes out. Number -1000000 to 1000000.
        max_val: The greatest value that comes out. Number -1000000 to 1000000.
        name: The node's id. Left out, the layer's name, numbered.
    """

def identity(
    input: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """Gives what it takes: a place in a network that may hold a layer later.

    Args:
        input: any shape, float32 or int64.
        name: The node's id. Left out, the layer's name, numbered.
    """

def instancenorm1d(
    input: Value,
    /,
    *,
    eps: float = 1e-05,
    momentum: float = 0.1,
    num_features: int | None = None,
    affine: bool = False,
    track_running_stats: bool = False,
    name: str | None = None,
) -> Value:
    """Normalises each channel of each sample over a sequence, so that its contrast is taken out.

    Args:
        input: [C,L], float32.
        eps: Added to the variance, against division by zero. Number above 0 and up to 1.
        momentum: The weight of a new batch in the running mean and variance. Number 0 to 1.
        affine: Learn a scale and a shift for each channel. True or false.
        track_running_stats: Keep a running mean and variance, and use those after training.
            True or false.
        num_features: How many channels come in. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def instancenorm2d(
    input: Value,
    /,
    *,
    eps: float = 1e-05,
    momentum: float = 0.1,
    num_features: int | None = None,
    affine: bool = False,
    track_running_stats: bool = False,
    name: str | None = None,
) -> Value:
    """Normalises each channel of each sample over an image, so that its contrast is taken out.

    Args:
        input: [C,H,W], float32.
        eps: Added to the variance, against division by zero. Number above 0 and up to 1.
        momentum: The weight of a new batch in the running mean and variance. Number 0 to 1.
        affine: Learn a scale and a shift for each channel. True or false.
        track_running_stats: Keep a running mean and variance, and use those after training.
            True or false.
        num_features: How many channels come in. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def instancenorm3d(
    input: Value,
    /,
    *,
    eps: float = 1e-05,
    momentum: float = 0.1,
    num_features: int | None = None,
    affine: bool = False,
    track_running_stats: bool = False,
    name: str | None = None,
) -> Value:
    """Normalises each channel of each sample over a volume, so that its contrast is taken out.

    Args:
        input: [C,D,H,W], float32.
        eps: Added to the variance, against division by zero. Number above 0 and up to 1.
        momentum: The weight of a new batch in the running mean and variance. Number 0 to 1.
        affine: Learn a scale and a shift for each channel. True or false.
        track_running_stats: Keep a running mean and variance, and use those after training.
            True or false.
        num_features: How many channels come in. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def layernorm(
    input: Value,
    /,
    *,
    normalized_shape: int | tuple[int, ...] | None = None,
    eps: float = 1e-05,
    elementwise_affine: bool = True,
    bias: bool = True,
    name: str | None = None,
) -> Value:
    """Normalises the features of each sample and place, then scales and shifts each feature.

    Args:
        input: [...,F], float32.
        eps: Added to the variance, against division by zero. Number above 0 and up to 1.
        elementwise_affine: Learn a scale for each feature. True or false.
        bias: Learn a shift for each feature too; not without elementwise_affine. True or
            false.
        normalized_shape: The size of the last axis, or the sizes of several last axes as a
            list. Left out, it is the size of the input's last axis. Integer 1 or more, or a
            list of 1 to 8 such.
        name: The node's id. Left out, the layer's name, numbered.
    """

def leakyrelu(
    input: Value,
    /,
    *,
    negative_slope: float = 0.01,
    name: str | None = None,
) -> Value:
    """Keeps what is positive and shrinks the rest, so that no unit stops learning.

    Args:
        input: any shape, float32.
        negative_slope: What negative values are multiplied by. Number -10 to 10.
        name: The node's id. Left out, the layer's name, numbered.
    """

def learnedpositionalencoding(
    input: Value,
    /,
    max_length: int,
    *,
    features: int | None = None,
    name: str | None = None,
) -> Value:
    """Adds a learned vector to each step of a sequence, so that attention can tell places apart.

    Args:
        input: [L,F], float32.
        max_length: How many steps a sequence may have at most. Integer 1 to 16777216.
        features: How many features come in. Left out, it is taken from the input. Integer 1
            or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def linear(
    input: Value,
    /,
    out_features: int,
    *,
    bias: bool = True,
    in_features: int | None = None,
    name: str | None = None,
) -> Value:
    """Gives each output a weighted sum of all inputs: a fully connected layer.

    Args:
        input: [...,F], float32.
        out_features: How many features come out. Integer 1 to 65536.
        bias: Add a learned number to each output. True or false.
        in_features: How many features come in. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def localresponsenorm(
    input: Value,
    /,
    size: int,
    *,
    alpha: float = 0.0001,
    beta: float = 0.75,
    k: float = 1.0,
    name: str | None = None,
) -> Value:
    """Divides each value by the strength of its neighbour channels at the same place.

    Args:
        input: [C,L] or [C,H,W] or [C,D,H,W], float32.
        size: How many neighbour channels count. Integer 1 to 65536.
        alpha: The weight of the neighbours. Number 0 to 1000.
        beta: The power of the sum. Number 0 to 100.
        k: Added to the sum; without it, 0 divides. Number above 0 and up to 1000.
        name: The node's id. Left out, the layer's name, numbered.
    """

def logsigmoid(
    input: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """The logarithm of the sigmoid: the log-probability of a yes, exact where that is tiny.

    Args:
        input: any shape, float32.
        name: The node's id. Left out, the layer's name, numbered.
    """

def logsoftmax(
    input: Value,
    /,
    *,
    dim: int = -1,
    name: str | None = None,
) -> Value:
    """Turns numbers into the logarithms of probabilities that add up to one along an axis.

    Args:
        input: [...,F], float32.
        dim: The axis, not counting the batch; -1 is the last one. Integer -8 to 7.
        name: The node's id. Left out, the layer's name, numbered.
    """

def lstm(
    input: Value,
    /,
    hidden_size: int,
    *,
    num_layers: int = 1,
    bias: bool = True,
    dropout: float = 0.0,
    bidirectional: bool = False,
    input_size: int | None = None,
    name: str | None = None,
) -> tuple[Value, Value, Value]:
    """Reads a sequence step by step with gates that choose what to keep: long short-term memory.

    Args:
        input: [L,F], float32.
        hidden_size: How many features the state has. Integer 1 to 65536.
        num_layers: How many layers stand on each other, each reading the one below. Integer
            1 to 64.
        bias: Add learned numbers to the sums. True or false.
        dropout: The share of values set to zero between layers, while training. Number 0 to
            1.
        bidirectional: Read backwards too; output then has twice hidden_size features. True
            or false.
        input_size: How many features come in. Left out, it is taken from the input. Integer
            1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def matmul(
    input: Value,
    other: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """Multiplies two matrices, or two stacks of them: the core of attention.

    Args:
        input: any shape, float32.
        other: any shape, float32.
        name: The node's id. Left out, the layer's name, numbered.
    """

def maximum(
    *inputs: Value,
    name: str | None = None,
) -> Value:
    """Keeps the largest of two or more inputs, element by element.

    Args:
        *inputs: two or more inputs of any shape, float32 or int64.
        name: The node's id. Left out, the layer's name, numbered.
    """

def maxpool1d(
    input: Value,
    /,
    kernel_size: int,
    *,
    stride: int | None = None,
    padding: int = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
    name: str | None = None,
) -> Value:
    """Keeps the largest value of each stretch: halves a sequence with kernel_size 2.

    Args:
        input: [C,L], float32.
        kernel_size: Size of the window: one number, or one an axis, as [height, width].
            Integer 1 to 4096.
        stride: Steps from one window to the next. Left out: the kernel size. Integer 1 to
            4096.
        padding: Values added at each border, at most half a window. Integer 0 to 4096.
        dilation: Steps from one element of the window to the next. Integer 1 to 4096.
        ceil_mode: Count a last window that is not full. True or false.
        name: The node's id. Left out, the layer's name, numbered.
    """

def maxpool2d(
    input: Value,
    /,
    kernel_size: int | tuple[int, int],
    *,
    stride: int | tuple[int, int] | None = None,
    padding: int | tuple[int, int] = 0,
    dilation: int | tuple[int, int] = 1,
    ceil_mode: bool = False,
    name: str | None = None,
) -> Value:
    """Keeps the largest value of each window: halves an image with kernel_size 2.

    Args:
        input: [C,H,W], float32.
        kernel_size: Size of the window: one number, or one an axis, as [height, width].
            Integer 1 to 4096, or a list of 2 such.
        stride: Steps from one window to the next. Left out: the kernel size. Integer 1 to
            4096, or a list of 2 such.
        padding: Values added at each border, at most half a window. Integer 0 to 4096, or a
            list of 2 such.
        dilation: Steps from one element of the window to the next. Integer 1 to 4096, or a
            list of 2 such.
        ceil_mode: Count a last window that is not full. True or false.
        name: The node's id. Left out, the layer's name, numbered.
    """

def maxpool3d(
    input: Value,
    /,
    kernel_size: int | tuple[int, int, int],
    *,
    stride: int | tuple[int, int, int] | None = None,
    padding: int | tuple[int, int, int] = 0,
    dilation: int | tuple[int, int, int] = 1,
    ceil_mode: bool = False,
    name: str | None = None,
) -> Value:
    """Keeps the largest value of each block: halves a volume with kernel_size 2.

    Args:
        input: [C,D,H,W], float32.
        kernel_size: Size of the window: one number, or one an axis, as [height, width].
            Integer 1 to 4096, or a list of 3 such.
        stride: Steps from one window to the next. Left out: the kernel size. Integer 1 to
            4096, or a list of 3 such.
        padding: Values added at each border, at most half a window. Integer 0 to 4096, or a
            list of 3 such.
        dilation: Steps from one element of the window to the next. Integer 1 to 4096, or a
            list of 3 such.
        ceil_mode: Count a last window that is not full. True or false.
        name: The node's id. Left out, the layer's name, numbered.
    """

def mean(
    input: Value,
    /,
    dim: int | tuple[int, ...],
    *,
    keepdim: bool = False,
    name: str | None = None,
) -> Value:
    """Averages over one axis or several, and drops them.

    Args:
        input: any shape, float32.
        dim: The axis, or several as a list, not counting the batch. Integer -8 to 7, or a
            list of 1 to 8 such.
        keepdim: Keep the axes, with size 1. True or false.
        name: The node's id. Left out, the layer's name, numbered.
    """

def mish(
    input: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """A smooth ReLU that dips a little below zero.

    Args:
        input: any shape, float32.
        name: The node's id. Left out, the layer's name, numbered.
    """

def multiheadattention(
    query: Value,
    key: Value,
    value: Value,
    /,
    num_heads: int,
    *,
    dropout: float = 0.0,
    bias: bool = True,
    add_bias_kv: bool = False,
    add_zero_attn: bool = False,
    is_causal: bool = False,
    embed_dim: int | None = None,
    kdim: int | None = None,
    vdim: int | None = None,
    name: str | None = None,
) -> Value:
    """Lets each step of `query` gather the `value` steps whose `key` fits it, in several heads.

    For self-attention, wire one node into all three inputs.

    Args:
        query: [L,F], float32.
        key: [L,F], float32.
        value: [L,F], float32.
        num_heads: How many heads look at once; it must divide the features of query.
            Integer 1 to 65536.
        dropout: The share of attention weights that are set to zero while training. Number
            0 to 1.
        bias: Add learned numbers in the linear layers. True or false.
        add_bias_kv: Add one learned step to key and to value. True or false.
        add_zero_attn: Add one step of zeros to key and value: a place to look at nothing.
            True or false.
        is_causal: Let each step see only itself and those before it, as in writing text.
            True or false.
        embed_dim: How many features come in. Left out, it is taken from the input. Integer
            1 or more.
        kdim: How many features come in at input 2. Left out, it is taken from the input.
            Integer 1 or more.
        vdim: How many features come in at input 3. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def multiply(
    *inputs: Value,
    name: str | None = None,
) -> Value:
    """Multiplies two or more inputs, element by element: a gate, for example.

    Args:
        *inputs: two or more inputs of any shape, float32 or int64.
        name: The node's id. Left out, the layer's name, numbered.
    """

def permute(
    input: Value,
    /,
    dims: tuple[int, ...],
    *,
    name: str | None = None,
) -> Value:
    """Puts the axes into another order.

    Args:
        input: any shape, float32 or int64.
        dims: For each new axis the old one, not counting the batch. List of 1 to 8 integers
            -8 to 7.
        name: The node's id. Left out, the layer's name, numbered.
    """

def pixelshuffle(
    input: Value,
    /,
    upscale_factor: int,
    *,
    name: str | None = None,
) -> Value:
    """Turns channels into pixels: an image upscale_factor times as high and as wide.

    Args:
        input: [C,H,W], float32.
        upscale_factor: How many times as high and as wide. Integer 1 to 64.
        name: The node's id. Left out, the layer's name, numbered.
    """

def pixelunshuffle(
    input: Value,
    /,
    downscale_factor: int,
    *,
    name: str | None = None,
) -> Value:
    """Turns pixels into channels: an image downscale_factor times smaller, with nothing lost.

    Args:
        input: [C,H,W], float32.
        downscale_factor: How many times smaller in height and width. Integer 1 to 64.
        name: The node's id. Left out, the layer's name, numbered.
    """

def prelu(
    input: Value,
    /,
    *,
    num_parameters: int = 1,
    init: float = 0.25,
    name: str | None = None,
) -> Value:
    """A LeakyReLU that learns its slope, one for all channels or one for each.

    Args:
        input: any shape, float32.
        num_parameters: How many slopes to learn: 1, or as many as there are channels.
            Integer 1 to 65536.
        init: The slopes before training. Number -10 to 10.
        name: The node's id. Left out, the layer's name, numbered.
    """

def reflectionpad1d(
    input: Value,
    /,
    padding: int | tuple[int, int],
    *,
    name: str | None = None,
) -> Value:
    """Adds a mirror image of the inside around a sequence.

    Args:
        input: [C,L], float32.
        padding: Values added at each end: one number, or as many as there are ends of
            [left, right, top, bottom, front, back]. Integer 0 to 4096, or a list of 2 such.
        name: The node's id. Left out, the layer's name, numbered.
    """

def reflectionpad2d(
    input: Value,
    /,
    padding: int | tuple[int, int, int, int],
    *,
    name: str | None = None,
) -> Value:
    """Adds a mirror image of the inside around an image.

    Args:
        input: [C,H,W], float32.
        padding: Values added at each end: one number, or as many as there are ends of
            [left, right, top, bottom, front, back]. Integer 0 to 4096, or a list of 4 such.
        name: The node's id. Left out, the layer's name, numbered.
    """

def reflectionpad3d(
    input: Value,
    /,
    padding: int | tuple[int, int, int, int, int, int],
    *,
    name: str | None = None,
) -> Value:
    """Adds a mirror image of the inside around a volume.

    Args:
        input: [C,D,H,W], float32.
        padding: Values added at each end: one number, or as many as there are ends of
            [left, right, top, bottom, front, back]. Integer 0 to 4096, or a list of 6 such.
        name: The node's id. Left out, the layer's name, numbered.
    """

def relu(
    input: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """Keeps what is positive and sets the rest to zero: the rectified linear unit.

    Args:
        input: any shape, float32.
        name: The node's id. Left out, the layer's name, numbered.
    """

def relu6(
    input: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """Keeps what lies between 0 and 6 and cuts off the rest: ReLU for low-precision devices.

    Args:
        input: any shape, float32.
        name: The node's id. Left out, the layer's name, numbered.
    """

def replicationpad1d(
    input: Value,
    /,
    padding: int | tuple[int, int],
    *,
    name: str | None = None,
) -> Value:
    """Repeats the outermost values around a sequence.

    Args:
        input: [C,L], float32.
        padding: Values added at each end: one number, or as many as there are ends of
            [left, right, top, bottom, front, back]. Integer 0 to 4096, or a list of 2 such.
        name: The node's id. Left out, the layer's name, numbered.
    """

def replicationpad2d(
    input: Value,
    /,
    padding: int | tuple[int, int, int, int],
    *,
    name: str | None = None,
) -> Value:
    """Repeats the outermost values around an image.

    Args:
        input: [C,H,W], float32.
        padding: Values added at each end: one number, or as many as there are ends of
            [left, right, top, bottom, front, back]. Integer 0 to 4096, or a list of 4 such.
        name: The node's id. Left out, the layer's name, numbered.
    """

def replicationpad3d(
    input: Value,
    /,
    padding: int | tuple[int, int, int, int, int, int],
    *,
    name: str | None = None,
) -> Value:
    """Repeats the outermost values around a volume.

    Args:
        input: [C,D,H,W], float32.
        padding: Values added at each end: one number, or as many as there are ends of
            [left, right, top, bottom, front, back]. Integer 0 to 4096, or a list of 6 such.
        name: The node's id. Left out, the layer's name, numbered.
    """

def rmsnorm(
    input: Value,
    /,
    *,
    normalized_shape: int | tuple[int, ...] | None = None,
    eps: float | None = None,
    elementwise_affine: bool = True,
    name: str | None = None,
) -> Value:
    """Divides the features of each sample and place by their root mean square, then scales them.

    Args:
        input: [...,F], float32.
        eps: Added to the mean square, against division by zero. Left out, the smallest step
            of the number type. Number above 0 and up to 1.
        elementwise_affine: Learn a scale for each feature. True or false.
        normalized_shape: The size of the last axis, or the sizes of several last axes as a
            list. Left out, it is the size of the input's last axis. Integer 1 or more, or a
            list of 1 to 8 such.
        name: The node's id. Left out, the layer's name, numbered.
    """

def rnn(
    input: Value,
    /,
    hidden_size: int,
    *,
    num_layers: int = 1,
    bias: bool = True,
    dropout: float = 0.0,
    bidirectional: bool = False,
    input_size: int | None = None,
    nonlinearity: Literal["tanh", "relu"] = "tanh",
    name: str | None = None,
) -> tuple[Value, Value]:
    """Reads a sequence step by step and carries a state along: the plain recurrent network.

    Args:
        input: [L,F], float32.
        hidden_size: How many features the state has. Integer 1 to 65536.
        num_layers: How many layers stand on each other, each reading the one below. Integer
            1 to 64.
        bias: Add learned numbers to the sums. True or false.
        dropout: The share of values set to zero between layers, while training. Number 0 to
            1.
        bidirectional: Read backwards too; output then has twice hidden_size features. True
            or false.
        nonlinearity: What bends the sums. "tanh" or "relu".
        input_size: How many features come in. Left out, it is taken from the input. Integer
            1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def scale(
    input: Value,
    /,
    *,
    per_channel: bool = True,
    dim: int = 0,
    bias: bool = False,
    init: float = 1.0,
    num_features: int | None = None,
    name: str | None = None,
) -> Value:
    """Multiplies by a learned factor, one for each channel or one for all, and may shift.

    Args:
        input: [...,F], float32.
        per_channel: Learn a factor for each place along dim. True or false.
        dim: The axis of the channels, not counting the batch; -1 for features. Integer -8
            to 7.
        bias: Learn what to add, too. True or false.
        init: What each factor starts as. Number -1000000 to 1000000.
        num_features: How many factors come in. Left out, it is taken from the input.
            Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def select(
    input: Value,
    /,
    dim: int,
    index: int,
    *,
    name: str | None = None,
) -> Value:
    """Takes one place of an axis and drops the axis: the last step of a sequence, for example.

    Args:
        input: any shape, float32 or int64.
        dim: The axis, not counting the batch. Integer -8 to 7.
        index: Which place of it; 0 is the first, -1 the last. Integer.
        name: The node's id. Left out, the layer's name, numbered.
    """

def selu(
    input: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """An ELU scaled so that activations keep mean 0 and variance 1 from layer to layer.

    Args:
        input: any shape, float32.
        name: The node's id. Left out, the layer's name, numbered.
    """

def sigmoid(
    input: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """Squeezes values into 0 to 1: the probability of a yes.

    Args:
        input: any shape, float32.
        name: The node's id. Left out, the layer's name, numbered.
    """

def silu(
    input: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """Multiplies each value by its own sigmoid: a smooth ReLU, also called swish.

    Args:
        input: any shape, float32.
        name: The node's id. Left out, the layer's name, numbered.
    """

def sinusoidalpositionalencoding(
    input: Value,
    /,
    *,
    base: float = 10000.0,
    length: int | None = None,
    features: int | None = None,
    name: str | None = None,
) -> Value:
    """Adds waves of many lengths to a sequence, so that attention can tell places apart.

    Args:
        input: [L,F], float32.
        base: How much longer the longest wave is than the first. Number 2 to 1000000000.
        length: How many steps come in. Left out, it is taken from the input. Integer 1 or
            more.
        features: How many features come in. Left out, it is taken from the input. Integer 1
            or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def slice(
    input: Value,
    /,
    *,
    dim: int = 0,
    start: int = 0,
    stop: int | None = None,
    step: int = 1,
    name: str | None = None,
) -> Value:
    """Takes a stretch of an axis, every place of it or every n-th.

    Args:
        input: any shape, float32 or int64.
        dim: The axis, not counting the batch; 0 is the first. Integer -8 to 7.
        start: The first place; negative counts from the end. Integer.
        stop: The place after the last one. Left out: up to the end. Integer.
        step: From one place that is taken to the next. Integer 1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def softmax(
    input: Value,
    /,
    *,
    dim: int = -1,
    name: str | None = None,
) -> Value:
    """Turns numbers into probabilities that add up to one along an axis.

    Args:
        input: [...,F], float32.
        dim: The axis, not counting the batch; -1 is the last one. Integer -8 to 7.
        name: The node's id. Left out, the layer's name, numbered.
    """

def softplus(
    input: Value,
    /,
    *,
    beta: float = 1.0,
    threshold: float = 20.0,
    name: str | None = None,
) -> Value:
    """A smooth ReLU whose result is always positive, as a scale or a variance must be.

    Args:
        input: any shape, float32.
        beta: How sharp the bend at zero is. Number 0.001 to 1000.
        threshold: Above it, beta · input counts as straight. Number 0 to 80.
        name: The node's id. Left out, the layer's name, numbered.
    """

def softsign(
    input: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """Squeezes values into -1 to 1, more gently than Tanh.

    Args:
        input: any shape, float32.
        name: The node's id. Left out, the layer's name, numbered.
    """

def squeeze(
    input: Value,
    /,
    dim: int,
    *,
    name: str | None = None,
) -> Value:
    """Drops an axis of size 1.

    Args:
        input: any shape, float32 or int64.
        dim: The axis to drop, not counting the batch. Integer -8 to 7.
        name: The node's id. Left out, the layer's name, numbered.
    """

def stack(
    *inputs: Value,
    dim: int = 0,
    name: str | None = None,
) -> Value:
    """Lays two or more inputs of one shape side by side, along a new axis.

    Args:
        *inputs: two or more inputs of any shape, float32 or int64.
        dim: Where the new axis will stand, not counting the batch. Integer -8 to 7.
        name: The node's id. Left out, the layer's name, numbered.
    """

def stochasticdepth(
    input: Value,
    /,
    *,
    p: float = 0.1,
    name: str | None = None,
) -> Value:
    """Drops a whole branch at random for each sample while training; put it before an Add.

    The skip connection then carries the sample alone, so that a deep network trains as a
    shallower one. What is kept is scaled up, so that nothing changes on average.

    Args:
        input: any shape, float32.
        p: The share of samples that skip the branch. Number 0 to 1.
        name: The node's id. Left out, the layer's name, numbered.
    """

def subtract(
    input: Value,
    other: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """Takes the second input from the first, element by element.

    Args:
        input: any shape, float32 or int64.
        other: any shape, float32 or int64.
        name: The node's id. Left out, the layer's name, numbered.
    """

def tanh(
    input: Value,
    /,
    *,
    name: str | None = None,
) -> Value:
    """Squeezes values into -1 to 1: the hyperbolic tangent.

    Args:
        input: any shape, float32.
        name: The node's id. Left out, the layer's name, numbered.
    """

def transformerdecoderlayer(
    target: Value,
    memory: Value,
    /,
    nhead: int,
    *,
    dim_feedforward: int = 2048,
    dropout: float = 0.1,
    activation: Literal["relu", "gelu"] = "relu",
    layer_norm_eps: float = 1e-05,
    norm_first: bool = False,
    bias: bool = True,
    is_causal: bool = False,
    d_model: int | None = None,
    name: str | None = None,
) -> Value:
    """As TransformerEncoderLayer, and between the two parts `target` gathers from `memory` too.

    `is_causal` concerns the target; all of the memory is seen always.

    Args:
        target: [L,F], float32.
        memory: [L,F], float32.
        nhead: How many attention heads look at once; it must divide the features. Integer 1
            to 65536.
        dim_feedforward: How many features the two linear layers have between them. Integer
            1 to 65536.
        dropout: The share of values that are set to zero while training. Number 0 to 1.
        activation: What stands between the two linear layers. "relu" or "gelu".
        layer_norm_eps: Added to the variance in the layer norms. Number above 0 and up to
            1.
        norm_first: Normalise before attention and linear layers: trains more steadily. True
            or false.
        bias: Add learned numbers in linear layers and layer norms. True or false.
        is_causal: Let each step see only itself and those before it, as in writing text.
            True or false.
        d_model: How many features come in. Left out, it is taken from the input. Integer 1
            or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def transformerencoderlayer(
    input: Value,
    /,
    nhead: int,
    *,
    dim_feedforward: int = 2048,
    dropout: float = 0.1,
    activation: Literal["relu", "gelu"] = "relu",
    layer_norm_eps: float = 1e-05,
    norm_first: bool = False,
    bias: bool = True,
    is_causal: bool = False,
    d_model: int | None = None,
    name: str | None = None,
) -> Value:
    """Lets each step of a sequence gather from all others, then thinks about each step alone.

    Self-attention and two linear layers, each with a skip connection and a layer norm.

    Args:
        input: [L,F], float32.
        nhead: How many attention heads look at once; it must divide the features. Integer 1
            to 65536.
        dim_feedforward: How many features the two linear layers have between them. Integer
            1 to 65536.
        dropout: The share of values that are set to zero while training. Number 0 to 1.
        activation: What stands between the two linear layers. "relu" or "gelu".
        layer_norm_eps: Added to the variance in the layer norms. Number above 0 and up to
            1.
        norm_first: Normalise before attention and linear layers: trains more steadily. True
            or false.
        bias: Add learned numbers in linear layers and layer norms. True or false.
        is_causal: Let each step see only itself and those before it, as in writing text.
            True or false.
        d_model: How many features come in. Left out, it is taken from the input. Integer 1
            or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def unflatten(
    input: Value,
    /,
    dim: int,
    unflattened_size: tuple[int, ...],
    *,
    name: str | None = None,
) -> Value:
    """Breaks one axis into several: turns a row of numbers into an image, for example.

    Args:
        input: any shape, float32 or int64.
        dim: The axis to break, not counting the batch; 0 is the first. Integer -8 to 7.
        unflattened_size: The sizes of the new axes; one may be -1 and is then worked out.
            List of 1 to 8 integers -1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def unsqueeze(
    input: Value,
    /,
    dim: int,
    *,
    name: str | None = None,
) -> Value:
    """Puts in an axis of size 1.

    Args:
        input: any shape, float32 or int64.
        dim: Where the new axis will stand, not counting the batch. Integer -8 to 7.
        name: The node's id. Left out, the layer's name, numbered.
    """

def upsample(
    input: Value,
    /,
    *,
    size: int | tuple[int, ...] | None = None,
    scale_factor: float | tuple[float, ...] | None = None,
    mode: Literal[
        "nearest", "nearest-exact", "linear", "bilinear", "bicubic", "trilinear", "area"
    ] = "nearest",
    align_corners: bool | None = None,
    name: str | None = None,
) -> Value:
    """Makes a sequence, an image or a volume larger, or smaller, without learning anything.

    Args:
        input: [C,L] or [C,H,W] or [C,D,H,W], float32.
        size: The sizes that come out: one number, or one an axis. This or a factor. Integer
            1 to 4096, or a list of 1 to 3 such.
        scale_factor: How many times larger: one number, or one an axis. This or a size.
            Number 0.001 to 64, or a list of 1 to 3 such.
        mode: How new values are made of those around them. "nearest", "nearest-exact",
            "linear", "bilinear", "bicubic", "trilinear" or "area".
        align_corners: Keep the corner values where they are; for the linear and cubic
            modes. True or false.
        name: The node's id. Left out, the layer's name, numbered.
    """

def view(
    input: Value,
    /,
    shape: tuple[int, ...],
    *,
    name: str | None = None,
) -> Value:
    """Gives the same elements in a new shape.

    Args:
        input: any shape, float32 or int64.
        shape: The new sizes, not counting the batch; one may be -1 and is then worked out.
            List of 1 to 8 integers -1 or more.
        name: The node's id. Left out, the layer's name, numbered.
    """

def zeropad1d(
    input: Value,
    /,
    padding: int | tuple[int, int],
    *,
    name: str | None = None,
) -> Value:
    """Adds zeros around a sequence.

    Args:
        input: [C,L], float32 or int64.
        padding: Values added at each end: one number, or as many as there are ends of
            [left, right, top, bottom, front, back]. Integer 0 to 4096, or a list of 2 such.
        name: The node's id. Left out, the layer's name, numbered.
    """

def zeropad2d(
    input: Value,
    /,
    padding: int | tuple[int, int, int, int],
    *,
    name: str | None = None,
) -> Value:
    """Adds zeros around an image.

    Args:
        input: [C,H,W], float32 or int64.
        padding: Values added at each end: one number, or as many as there are ends of
            [left, right, top, bottom, front, back]. Integer 0 to 4096, or a list of 4 such.
        name: The node's id. Left out, the layer's name, numbered.
    """

def zeropad3d(
    input: Value,
    /,
    padding: int | tuple[int, int, int, int, int, int],
    *,
    name: str | None = None,
) -> Value:
    """Adds zeros around a volume.

    Args:
        input: [C,D,H,W], float32 or int64.
        padding: Values added at each end: one number, or as many as there are ends of
            [left, right, top, bottom, front, back]. Integer 0 to 4096, or a list of 6 such.
        name: The node's id. Left out, the layer's name, numbered.
    """

def __getattr__(name: str) -> Callable[..., Any]:
    """The layers of other packages."""
