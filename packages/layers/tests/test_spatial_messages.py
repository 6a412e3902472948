"""What convolutions, poolings, paddings and resizing layers refuse, in which words.

Each fix is applied and then works.
"""

import pytest
from refusals import (
    Refusal,
    assert_fixes_lead_to_a_fit,
    assert_refused_and_mended,
    fix_cases,
    invalid,
    misfit,
    refusal_cases,
    shapes,
)

from netwright.layers import layer_types

CATEGORIES = ("Convolution", "Padding", "Pooling", "Resizing")

REFUSALS = [
    misfit("Conv1d", {"out_channels": 8, "kernel_size": 5}, shapes((3, 4)), "L of at least 5", "4"),
    misfit(
        "Conv1d",
        {"out_channels": 8, "kernel_size": 3},
        shapes((3, 28, 28)),
        "an input of shape [C,L]",
        "[3,28,28]",
        fix="put Flatten(start_dim=1, end_dim=2) before it.",
    ),
    invalid(
        "Conv1d",
        {"out_channels": 8, "kernel_size": 0},
        shapes((3, 8)),
        "Conv1d: kernel_size takes a whole number from 1 to 4096, but 0 came.",
    ),
    misfit(
        "Conv2d",
        {"out_channels": 8, "kernel_size": 3, "in_channels": 1},
        shapes((3, 28, 28)),
        "1 channels",
        "3",
    ),
    misfit(
        "Conv2d",
        {"out_channels": 8, "kernel_size": 3},
        shapes((784,)),
        "an input of shape [C,H,W]",
        "[784]",
        fix="put Unflatten(dim=0, unflattened_size=[1, 28, 28]) before it.",
    ),
    misfit(
        "Conv2d",
        {"out_channels": 8, "kernel_size": 3},
        shapes((3072,)),
        "an input of shape [C,H,W]",
        "[3072]",
        fix="put Unflatten(dim=0, unflattened_size=[3, 32, 32]) before it.",
    ),
    misfit(
        "Conv2d",
        {"out_channels": 8, "kernel_size": 3},
        shapes((10,)),
        "an input of shape [C,H,W]",
        "[10]",
        fix="put Unflatten(dim=0, unflattened_size=[10, 1, 1]) before it and set padding=1.",
    ),
    misfit(
        "Conv2d",
        {"out_channels": 8, "kernel_size": 3},
        shapes((28, 28)),
        "an input of shape [C,H,W]",
        "[28,28]",
        fix="put Unsqueeze(dim=0) before it.",
    ),
    misfit(
        "Conv2d",
        {"out_channels": 8, "kernel_size": 3},
        shapes((4, 3, 28, 28)),
        "an input of shape [C,H,W]",
        "[4,3,28,28]",
        fix="put Flatten(start_dim=0, end_dim=1) before it.",
    ),
    misfit(
        "Conv2d",
        {"out_channels": 8, "kernel_size": 5},
        shapes((3, 2, 2)),
        "H×W of at least 5×5",
        "2×2",
    ),
    misfit(
        "Conv2d",
        {"out_channels": 8, "kernel_size": 5, "padding": "valid"},
        shapes((3, 2, 8)),
        "H×W of at least 5×5",
        "2×8",
    ),
    invalid(
        "Conv2d",
        {"out_channels": 8, "kernel_size": 3, "groups": 3},
        shapes((4, 8, 8)),
        "Conv2d: groups=3 does not divide out_channels=8.",
    ),
    misfit(
        "Conv2d",
        {"out_channels": 6, "kernel_size": 3, "groups": 3},
        shapes((4, 8, 8)),
        "a number of channels that groups=3 divides",
        "4",
    ),
    invalid(
        "Conv2d",
        {"out_channels": 8, "kernel_size": 3, "stride": 2, "padding": "same"},
        shapes((3, 8, 8)),
        "Conv2d: padding 'same' needs stride 1, for the size cannot stay the same.",
    ),
    misfit(
        "Conv2d",
        {"out_channels": 8, "kernel_size": 3, "padding": 2, "padding_mode": "reflect"},
        shapes((3, 2, 8)),
        "H×W of at least 3×3 for padding_mode='reflect'",
        "2×8",
        fix='set padding_mode="replicate", or pad less.',
    ),
    invalid(
        "Conv2d",
        {"out_channels": 8, "kernel_size": [3, 3, 3]},
        shapes((3, 8, 8)),
        "Conv2d: kernel_size takes a whole number from 1 to 4096, or a list of 2, but a "
        "list of 3 came.",
    ),
    invalid(
        "Conv2d",
        {"out_channels": 8, "kernel_size": 3, "padding": "sane"},
        shapes((3, 8, 8)),
        "Conv2d: padding takes a whole number from 0 to 4096, or a list of 2, or "
        "'same', or 'valid', but 'sane' came.",
    ),
    invalid(
        "Conv2d",
        {"out_channels": 8, "kernel_size": 3, "padding_mode": "mirror"},
        shapes((3, 8, 8)),
        "padding_mode: input should be 'zeros', 'reflect', 'replicate' or 'circular', "
        "but 'mirror' came.",
    ),
    invalid(
        "Conv2d",
        {"out_channels": 0, "kernel_size": 3},
        shapes((3, 8, 8)),
        "out_channels: input should be greater than or equal to 1, but 0 came.",
    ),
    misfit(
        "Conv3d",
        {"out_channels": 8, "kernel_size": 3},
        shapes((1, 16, 16)),
        "an input of shape [C,D,H,W]",
        "[1,16,16]",
        fix="put Unsqueeze(dim=0) before it and set padding=1.",
    ),
    misfit(
        "Conv3d",
        {"out_channels": 8, "kernel_size": 3, "padding": 9, "padding_mode": "circular"},
        shapes((1, 4, 8, 8)),
        "D×H×W of at least 9×9×9 for padding_mode='circular'",
        "4×8×8",
        fix='set padding_mode="replicate", or pad less.',
    ),
    invalid(
        "ConvTranspose1d",
        {"out_channels": 8, "kernel_size": 2, "stride": 2, "output_padding": 2},
        shapes((4, 8)),
        "ConvTranspose1d: output_padding 2 is not below stride or dilation.",
    ),
    misfit(
        "ConvTranspose2d",
        {"out_channels": 8, "kernel_size": 4},
        shapes((100,)),
        "an input of shape [C,H,W]",
        "[100]",
        fix="put Unflatten(dim=0, unflattened_size=[100, 1, 1]) before it.",
    ),
    misfit(
        "ConvTranspose2d",
        {"out_channels": 8, "kernel_size": 3, "padding": 2},
        shapes((4, 2, 2)),
        "H×W that make more than 4×4, to cut off padding",
        "2×2, which make 4×4",
    ),
    misfit(
        "ConvTranspose3d",
        {"out_channels": 8, "kernel_size": 3, "groups": 2},
        shapes((3, 4, 4, 4)),
        "a number of channels that groups=2 divides",
        "3",
    ),
    invalid(
        "ConvTranspose3d",
        {"out_channels": 9, "kernel_size": 3, "groups": 2},
        shapes((4, 4, 4, 4)),
        "ConvTranspose3d: groups=2 does not divide out_channels=9.",
    ),
    misfit(
        "MaxPool1d",
        {"kernel_size": 2},
        shapes((64,)),
        "an input of shape [C,L]",
        "[64]",
        fix="put Unflatten(dim=0, unflattened_size=[1, 64]) before it.",
    ),
    misfit("MaxPool2d", {"kernel_size": 2}, shapes((8, 1, 1)), "H×W of at least 2×2", "1×1"),
    invalid(
        "MaxPool2d",
        {"kernel_size": 3, "padding": 2},
        shapes((8, 9, 9)),
        "MaxPool2d: padding 2 is more than half of kernel_size 3.",
    ),
    misfit(
        "MaxPool2d",
        {"kernel_size": 3, "padding": 1, "dilation": 4},
        shapes((8, 6, 9)),
        "H×W of at least 9×9",
        "6×9, padded 8×11",
    ),
    misfit(
        "MaxPool3d",
        {"kernel_size": [4, 2, 2]},
        shapes((3, 2, 8, 8)),
        "D×H×W of at least 4×2×2",
        "2×8×8",
    ),
    misfit("AvgPool1d", {"kernel_size": 9}, shapes((3, 8)), "L of at least 9", "8"),
    invalid(
        "AvgPool2d",
        {"kernel_size": 2, "padding": [0, 2]},
        shapes((3, 8, 8)),
        "AvgPool2d: padding 2 is more than half of kernel_size 2.",
    ),
    misfit("AvgPool2d", {"kernel_size": 7}, shapes((512, 4, 4)), "H×W of at least 7×7", "4×4"),
    misfit(
        "AvgPool3d",
        {"kernel_size": 3, "padding": 1},
        shapes((3, 2, 8, 8)),
        "D×H×W of at least 3×3×3",
        "2×8×8",
    ),
    misfit(
        "AdaptiveAvgPool1d",
        {},
        shapes((3, 8, 8)),
        "an input of shape [C,L]",
        "[3,8,8]",
        fix="put Flatten(start_dim=1, end_dim=2) before it.",
    ),
    misfit(
        "AdaptiveAvgPool2d",
        {},
        shapes((512,)),
        "an input of shape [C,H,W]",
        "[512]",
        fix="put Unflatten(dim=0, unflattened_size=[512, 1, 1]) before it.",
    ),
    invalid(
        "AdaptiveAvgPool2d",
        {"output_size": [7, 7, 7]},
        shapes((3, 8, 8)),
        "AdaptiveAvgPool2d: output_size takes a whole number from 1 to 4096, or a list "
        "of 2, but a list of 3 came.",
    ),
    misfit(
        "AdaptiveAvgPool3d",
        {},
        shapes((3, 8, 8)),
        "an input of shape [C,D,H,W]",
        "[3,8,8]",
        fix="put Unsqueeze(dim=0) before it.",
    ),
    misfit(
        "AdaptiveMaxPool1d",
        {"output_size": 4},
        shapes((16,)),
        "an input of shape [C,L]",
        "[16]",
        fix="put Unflatten(dim=0, unflattened_size=[1, 16]) before it.",
    ),
    misfit(
        "AdaptiveMaxPool2d",
        {"output_size": 4},
        shapes((8, 8)),
        "an input of shape [C,H,W]",
        "[8,8]",
        fix="put Unsqueeze(dim=0) before it.",
    ),
    invalid(
        "AdaptiveMaxPool3d",
        {"output_size": 0},
        shapes((3, 8, 8, 8)),
        "AdaptiveMaxPool3d: output_size takes a whole number from 1 to 4096, or a list "
        "of 3, but 0 came.",
    ),
    misfit(
        "GlobalAvgPool",
        {},
        shapes((512,)),
        "channels and at least one more axis to pool over",
        "[512]",
        fix="put Unsqueeze(dim=-1) before it.",
    ),
    misfit(
        "GlobalMaxPool",
        {},
        shapes(()),
        "channels and at least one more axis to pool over",
        "[]",
        fix="put View(shape=[1, 1]) before it.",
    ),
    misfit(
        "Upsample",
        {"scale_factor": 2.0, "mode": "bilinear"},
        shapes((3, 8)),
        "H×W for mode='bilinear'",
        "L of 8",
    ),
    invalid("Upsample", {}, shapes((3, 8, 8)), "Upsample: neither size nor scale_factor is given."),
    invalid(
        "Upsample",
        {"size": 4, "scale_factor": 2.0},
        shapes((3, 8, 8)),
        "Upsample: size and scale_factor are both given.",
    ),
    invalid(
        "Upsample",
        {"size": 4, "align_corners": True},
        shapes((3, 8, 8)),
        "Upsample: align_corners has no meaning for mode 'nearest'.",
    ),
    misfit(
        "Upsample",
        {"size": [4, 4, 4]},
        shapes((3, 8, 8)),
        "3 spatial axes for size=[4, 4, 4]",
        "H×W of 8×8",
    ),
    misfit(
        "Upsample",
        {"scale_factor": 0.1},
        shapes((3, 8, 8)),
        "H×W that stay above 0 when scaled by 0.1",
        "8×8",
    ),
    misfit(
        "Upsample",
        {"scale_factor": 2.0},
        shapes((64,)),
        "an input of shape [C,L] or [C,H,W] or [C,D,H,W]",
        "[64]",
        fix="put Unflatten(dim=0, unflattened_size=[64, 1, 1]) before it.",
    ),
    misfit(
        "PixelShuffle",
        {"upscale_factor": 2},
        shapes((3, 8, 8)),
        "a number of channels that upscale_factor² = 4 divides",
        "3",
        fix="put Conv2d(out_channels=4, kernel_size=1) before it.",
    ),
    misfit(
        "PixelUnshuffle",
        {"downscale_factor": 2},
        shapes((3, 7, 8)),
        "H×W that downscale_factor=2 divides",
        "7×8",
        fix="put ZeroPad2d(padding=[0, 0, 0, 1]) before it.",
    ),
    misfit(
        "ZeroPad1d",
        {"padding": 1},
        shapes((3, 8, 8)),
        "an input of shape [C,L]",
        "[3,8,8]",
        fix="put Flatten(start_dim=1, end_dim=2) before it.",
    ),
    misfit(
        "ZeroPad2d",
        {"padding": 1},
        shapes((8, 8)),
        "an input of shape [C,H,W]",
        "[8,8]",
        fix="put Unsqueeze(dim=0) before it.",
    ),
    misfit(
        "ZeroPad3d",
        {"padding": 1},
        shapes((3, 8, 8)),
        "an input of shape [C,D,H,W]",
        "[3,8,8]",
        fix="put Unsqueeze(dim=0) before it.",
    ),
    invalid(
        "ZeroPad2d",
        {"padding": [1, 1]},
        shapes((3, 8, 8)),
        "ZeroPad2d: padding takes a whole number from 0 to 4096, or a list of 4, but a "
        "list of 2 came.",
    ),
    invalid(
        "ConstantPad1d",
        {"padding": -1, "value": 0.5},
        shapes((3, 8)),
        "ConstantPad1d: padding takes a whole number from 0 to 4096, or a list of 2, but -1 came.",
    ),
    misfit(
        "ConstantPad2d",
        {"padding": 1, "value": 0.5},
        shapes((64,)),
        "an input of shape [C,H,W]",
        "[64]",
        fix="put Unflatten(dim=0, unflattened_size=[1, 8, 8]) before it.",
    ),
    invalid(
        "ConstantPad3d",
        {"padding": [1, 1, 1], "value": 0.5},
        shapes((3, 8, 8, 8)),
        "ConstantPad3d: padding takes a whole number from 0 to 4096, or a list of 6, "
        "but a list of 3 came.",
    ),
    misfit(
        "ReflectionPad1d", {"padding": 8}, shapes((3, 8)), "L of at least 9 to be mirrored", "8"
    ),
    misfit(
        "ReflectionPad2d",
        {"padding": [1, 1, 2, 4]},
        shapes((3, 4, 8)),
        "H×W of at least 5×2 to be mirrored",
        "4×8",
    ),
    misfit(
        "ReflectionPad3d",
        {"padding": 1},
        shapes((3, 1, 8, 8)),
        "D×H×W of at least 2×2×2 to be mirrored",
        "1×8×8",
    ),
    misfit(
        "ReplicationPad1d",
        {"padding": 1},
        shapes((64,)),
        "an input of shape [C,L]",
        "[64]",
        fix="put Unflatten(dim=0, unflattened_size=[1, 64]) before it.",
    ),
    misfit(
        "ReplicationPad2d",
        {"padding": 1},
        shapes((3, 4, 8, 8)),
        "an input of shape [C,H,W]",
        "[3,4,8,8]",
        fix="put Flatten(start_dim=0, end_dim=1) before it.",
    ),
    misfit(
        "ReplicationPad3d",
        {"padding": 1},
        shapes((8, 8)),
        "an input of shape [C,D,H,W]",
        "[8,8]",
        fix="put View(shape=[1, 1, 8, 8]) before it.",
    ),
    misfit(
        "CircularPad1d", {"padding": 9}, shapes((3, 8)), "L of at least 9 to go round once", "8"
    ),
    misfit(
        "CircularPad2d",
        {"padding": [0, 0, 5, 0]},
        shapes((3, 4, 8)),
        "H×W of at least 5×1 to go round once",
        "4×8",
    ),
    misfit(
        "CircularPad3d",
        {"padding": 3},
        shapes((3, 2, 8, 8)),
        "D×H×W of at least 3×3×3 to go round once",
        "2×8×8",
    ),
]


@pytest.mark.parametrize("refusal", refusal_cases(REFUSALS))
def test_says_what_does_not_fit_and_how_to_mend_it(refusal: Refusal) -> None:
    assert_refused_and_mended(refusal)


@pytest.mark.parametrize(("op", "shape"), fix_cases(REFUSALS))
def test_following_fixes_ends_in_a_network_that_fits(op: str, shape: tuple[int, ...]) -> None:
    assert_fixes_lead_to_a_fit(op, shape)


def test_every_layer_of_these_families_has_a_message() -> None:
    of_the_families = {op for op, kind in layer_types().items() if kind.category in CATEGORIES}
    assert of_the_families <= {refusal.op for refusal in REFUSALS}
