from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError, WrapValidator

from netwright.interfaces.documents.problems import Invalid, describe
from netwright.interfaces.errors import NetworkError, nearest
from netwright.layers.families.fixes import call, putting, setting
from netwright.layers.layer import Example, Layer, Misfit, TensorType

if TYPE_CHECKING:
    from torch import nn

    from netwright.layers.backbones.architecture import Architecture
    from netwright.layers.source.traced.made import Part

_SUFFIXES = (".safetensors", ".pth", ".pt")


def _none_default_or_file(weights: str) -> str:
    if weights not in ("none", "default") and not weights.lower().endswith(_SUFFIXES):
        raise Invalid(
            f"weights {weights[:80]!r} is neither 'none', nor 'default', nor a file that ends in "
            f"{', '.join(_SUFFIXES)}",
            fix=setting("the path of such a file", weights="default"),
        )
    return weights


def _all_none_or_number(trainable: Any, validate: Callable[[Any], int | str]) -> int | str:
    try:
        return validate(trainable)
    except ValidationError:
        word = nearest(str(trainable), ("all", "none")) or ("all" if trainable else "none")
        raise Invalid(
            f"trainable {describe(trainable)} is neither 'all', nor 'none', nor a number from 1",
            fix=setting(trainable=word),
        ) from None


_Trainable = Literal["all", "none"] | Annotated[int, Field(ge=1, le=1000)]


class Backbone(Layer):
    """Takes a classification model of torchvision, up to an inner point, as one layer.

    Only what is used is held, saved, exported, and written by `netwright network code`, which needs
    no torchvision then, under torchvision's own names. `features` is [C,H,W], the last feature map
    before pooling; of a ViT, which pools nothing, it is the sequence [L,F] of its encoder, whose
    first step is the class token: put Select(dim=0, index=0) after it.
    A ViT is made for square images of one size: the weights', or with new weights the image's.

    Published weights expect RGB images that were scaled to 0..1 and normalised with mean 0.485,
    0.456, 0.406 and std 0.229, 0.224, 0.225; with weights of any kind, Inception and GoogLeNet
    scale these further, as torchvision's need.

    Frozen parts keep every weight and running statistic, and their dropout is off. Stages are the
    model's top-level parts, such as a ResNet's stem and layer1 to layer4, and of VGG, EfficientNet
    and their like the parts of `features`; norms and activations belong to the stage before them.
    """

    category = "Backbone"
    takes = ("C,H,W",)
    module = "netwright.layers.backbones.module"
    formula = "out = what the model computes at `output`, of images [3,H,W]"
    onnx = "those of the model's layers: Conv, BatchNormalization, Relu and others"
    outputs_fix = setting(output="features")
    examples = (
        Example({"model": "resnet18", "output": "layer1"}, (TensorType((3, 32, 32)),)),
        Example({"model": "squeezenet1_1"}, (TensorType((3, 32, 40)),)),
    )

    model: str = Field(
        max_length=64,
        description="The model's name in torchvision.",
        examples=["resnet18", "efficientnet_b0", "mobilenet_v3_small", "convnext_tiny", "vit_b_16"],
    )
    output: str = Field(
        "features",
        min_length=1,
        max_length=256,
        description="What comes out: 'features', the last feature map before pooling, or an inner "
        "point by torchvision's name, such as 'layer3', 'avgpool' or 'layer4.1.relu'.",
    )
    weights: Annotated[str, AfterValidator(_none_default_or_file)] = Field(
        "none",
        max_length=4096,
        description="'none' draws new ones; 'default' takes torchvision's own, downloaded once; or "
        "the path of a .safetensors, .pth or .pt file. Nothing is downloaded unless asked for.",
    )
    trainable: Annotated[_Trainable, WrapValidator(_all_none_or_number)] = Field(
        "all",
        description="What is trained: 'all', 'none', or that many stages counted from the end.",
    )

    def check(self, *inputs: TensorType) -> None:
        from netwright.layers.backbones.zoo import check_model

        check_model(self.model)  # It tells when torchvision is missing, which the others need.
        from netwright.layers.backbones.assembly import sketch
        from netwright.layers.backbones.stages import stages_of

        if (channels := inputs[0].shape[0]) != 3:
            conv = call("Conv2d", out_channels=3, kernel_size=1)
            fix = f"{putting(conv)[:-1]}, or have the images read as RGB."
            raise Misfit("3 channels", str(channels), fix=fix)
        stages = len(stages_of(sketch(self._architecture(inputs[0]), self.output)))
        if isinstance(self.trainable, int) and self.trainable > stages:
            raise NetworkError(
                f"{self.model} has {stages} stage(s) up to {self.output!r}, "
                f"but trainable={self.trainable}.",
                fix=setting("a smaller number", trainable="all"),
            )

    def build(self, *inputs: TensorType) -> nn.Module:
        from netwright.layers.backbones.assembly import pretrained_backbone
        from netwright.layers.backbones.loading import Weights
        from netwright.layers.backbones.state_file import read_state

        if self.weights == "none":
            return self.blank(*inputs)
        file = self._weights_file()
        weights = Weights(self.model, file, read_state(file))
        backbone = pretrained_backbone(self._architecture(inputs[0]), self.output, weights)
        return backbone.train().freeze_all_but(self.trainable)

    def blank(self, *inputs: TensorType) -> nn.Module:
        from netwright.layers.backbones.assembly import new_backbone

        backbone = new_backbone(self._architecture(inputs[0]), self.output)
        return backbone.train().freeze_all_but(self.trainable)

    def refused(self, error: Exception, *inputs: TensorType) -> Misfit:
        from netwright.layers.backbones.sizes import fitting_size

        size = fitting_size(self.model, self.output, self.weights, inputs[0].shape)
        if size is None:
            return super().refused(error, *inputs)
        return Misfit(
            f"images of a size that {self.model} takes, such as {size[0]}×{size[1]}",
            fix=putting(call("Upsample", size=size)),
        )

    def written(self, *inputs: TensorType) -> Part:
        from netwright.layers.source.traced.backbone import written_backbone

        of = self._architecture(inputs[0])
        return written_backbone(of, self.output, self.trainable, inputs[0].shape)

    def _architecture(self, given: TensorType) -> Architecture:
        from netwright.layers.backbones.architecture import architecture

        return architecture(self.model, given.shape, self.weights)

    def _weights_file(self) -> Path:
        from netwright.layers.backbones.download import default_file

        if self.weights == "default":
            return default_file(self.model)
        return Path(self.weights).expanduser()
