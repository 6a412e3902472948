"""What a wrong backbone is told, and that the fix works."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from applied_fix import apply_fix
from backbone_networks import network_of

from netwright.interfaces.errors import NetworkError, NetwrightError
from netwright.layers import check

BACKBONE = "ShapeError: 'backbone' (Backbone) expects "

# The parameters (and the image), the first line of the error, its fix.
REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "a misspelt model": (
        {"model": "resnet5O"},
        "NetworkError: torchvision has no classification model 'resnet5O'.",
        'set model="resnet50".',
    ),
    "grey images": (
        {"model": "resnet18", "channels": 1},
        f"{BACKBONE}3 channels, but input 'image' gives 1.",
        "put Conv2d(out_channels=3, kernel_size=1) before it, or have the images read as RGB.",
    ),
    "a misspelt point": (
        {"model": "resnet18", "output": "layr3"},
        "NetworkError: resnet18 has no inner point 'layr3'.",
        'set output="layer3".',
    ),
    "small images": (
        {"model": "inception_v3"},
        (
            f"{BACKBONE}images of a size that inception_v3 takes, such as 75×75, "
            "but input 'image' gives [3,32,32]."
        ),
        "put Upsample(size=[75, 75]) before it.",
    ),
    "images that no patch divides": (
        {"model": "vit_b_16", "size": 100},
        (
            f"{BACKBONE}images of a size that vit_b_16 takes, such as 224×224, "
            "but input 'image' gives [3,100,100]."
        ),
        "put Upsample(size=[224, 224]) before it.",
    ),
    "images of another size than the weights": (
        {"model": "vit_h_14", "size": 224, "weights": "default"},
        (
            f"{BACKBONE}images of a size that vit_h_14 takes, such as 518×518, "
            "but input 'image' gives [3,224,224]."
        ),
        "put Upsample(size=[518, 518]) before it.",
    ),
    "more stages than there are": (
        {"model": "resnet18", "output": "layer2", "trainable": 4},
        "NetworkError: resnet18 has 3 stage(s) up to 'layer2', but trainable=4.",
        'set trainable="all", or a smaller number.',
    ),
    "no stage": (
        {"model": "resnet18", "trainable": 0},
        "DocumentError: Backbone: trainable 0 is neither 'all', nor 'none', nor a number from 1.",
        'set trainable="none".',
    ),
    "a misspelt choice of stages": (
        {"model": "resnet18", "trainable": "nnoe"},
        (
            "DocumentError: Backbone: trainable 'nnoe' is neither 'all', nor 'none', nor a number "
            "from 1."
        ),
        'set trainable="none".',
    ),
    "weights that are no file": (
        {"model": "resnet18", "weights": "imagenet"},
        (
            "DocumentError: Backbone: weights 'imagenet' is neither 'none', nor 'default', "
            "nor a file that ends in .safetensors, .pth, .pt."
        ),
        'set weights="default", or the path of such a file.',
    ),
    "a step that gives no tensor": (
        {"model": "vit_b_32", "size": 64, "output": "floordiv"},
        f"{BACKBONE}to keep the batch axis first, but input 'image' gives [3,64,64].",
        'set output="features".',
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_backbone_is_refused_with_a_fix_that_works(case: str) -> None:
    params, message, fix = REFUSED[case]
    network = network_of(**params)
    with pytest.raises(NetwrightError) as caught:
        check(network)
    assert caught.value.render().partition("\n")[0] == message
    assert caught.value.fix == fix
    check(apply_fix(network, caught.value))


def test_a_part_that_is_left_out_is_no_point_and_those_that_are_come_in_order() -> None:
    with pytest.raises(NetworkError) as caught:
        check(network_of(96, model="inception_v3", output="AuxLogits"))
    assert caught.value.fix.startswith("use one of: features, Conv2d_1a_3x3, Conv2d_2a_3x3, ")
    assert caught.value.fix.endswith(", Mixed_7b, Mixed_7c, avgpool, dropout, flatten, fc.")


def test_the_node_is_named() -> None:
    with pytest.raises(NetwrightError) as caught:
        check(network_of(model="resnet5O"))
    assert caught.value.places == {"node": "backbone (Backbone)"}


def test_without_torchvision_the_extra_is_named() -> None:
    code = (
        "import sys; sys.modules['torchvision'] = None\n"
        "from netwright.interfaces.errors import UsageError\n"
        "from netwright.layers import builder\n"
        "try: builder.backbone(builder.input('image', (3, 32, 32)), 'resnet18')\n"
        "except UsageError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == (
        "Backbone takes its models from torchvision, which is not installed.\n"
        '  fix: pip install "netwright-layers[backbones]"\n'
    )
