"""What a network is to give for a sample, by the task: the target's parts and the output's shape.

For each task: what `Samples.targets` holds, what the network gives, and what the exported model's
outputs are called. Its input is called by the kind of preprocessing: `images`, `rows` (of tables),
`arrays` or `tokens` (of text), and is what reading gives.

| task | targets | network gives | ONNX outputs |
|---|---|---|---|
| classification | int64 [N] | logits [K] | logits, probabilities [K] |
| multi_label | float32 [N,K], 0 or 1 | logits [K] | logits, probabilities [K] |
| regression | float32 [N,K], in their units | values [K], mean 0, std 1 | values [K], in units |
| segmentation | uint8 [N,H,W] | logits [K,H,W] | logits, probabilities [K,H,W] |
| image_to_image | uint8 [N,H,W,C] | picture [C,H,W], 0 to 1 | picture [H,W,C], 0 to 1 |
| autoencoding | none: the inputs | as its input | as image_to_image; else values |
| next_token | none: the inputs, one on | logits [length,tokens] | logits, probabilities |

Probabilities are the softmax of the logits along the classes, and of labels their sigmoid. A
network of two classes may be trained on binary cross-entropy with one output or two; the exported
model still gives two logits and two probabilities.

The values of an autoencoder of arrays are in the units of its input and of its shape; of a table
[F], as the network takes it: a number column in its own units, a category column as one value for
each of its words, near 1 where the word stands.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from netwright.interfaces.documents.base import Part
from netwright.interfaces.documents.preprocessing import Mode, Pixels, Positive

IGNORED = 255
"""The value of a mask's pixel that counts neither in the loss nor in any metric."""


class Classification(Part):
    """One class of several for each sample."""

    task: Literal["classification"] = "classification"
    classes: tuple[str, ...] = Field(min_length=2, description="The labels, by class index.")


class MultiLabel(Part):
    """Any number of labels for each sample, none included."""

    task: Literal["multi_label"] = "multi_label"
    classes: tuple[str, ...] = Field(min_length=1, description="The labels, by index.")


class Regression(Part):
    """One number or several for each sample.

    The network learns them with mean 0 and deviation 1; the exported model gives them in their
    own units.
    """

    task: Literal["regression"] = "regression"
    columns: tuple[str, ...] = Field(min_length=1, description="What the numbers are called.")
    mean: tuple[float, ...] = Field(description="Of the training samples, one a column.")
    std: tuple[Positive, ...] = Field(description="Of the training samples, one a column.")

    @model_validator(mode="after")
    def _one_number_a_column(self) -> Regression:
        for name in ("mean", "std"):
            if len(getattr(self, name)) != len(self.columns):
                raise ValueError(f"{name} needs {len(self.columns)} numbers, one a column")
        return self


class Segmentation(Part):
    """One class for each pixel; a mask's value 255 means that the pixel is left out."""

    task: Literal["segmentation"] = "segmentation"
    classes: tuple[str, ...] = Field(
        min_length=2, max_length=IGNORED, description="The labels, by the value in the mask."
    )
    colors: tuple[tuple[int, int, int], ...] = Field(
        (), description="Red, green, blue of each class, 0 to 255, where the masks have a palette."
    )
    values: tuple[Annotated[int, Field(ge=0, le=255)], ...] = Field(
        (),
        description="What stands for each class in the files of masks, where it is not the "
        "class's index, such as 0 and 255.",
    )

    @model_validator(mode="after")
    def _one_value_a_class(self) -> Segmentation:
        for name in ("values", "colors"):
            if getattr(self, name) and len(getattr(self, name)) != len(self.classes):
                raise ValueError(f"{name} needs {len(self.classes)} entries, one a class")
        if len(set(self.values)) != len(self.values):
            raise ValueError("values needs another one for each class")
        return self


class ImageToImage(Part):
    """A picture for each picture: denoised, enlarged, coloured, filtered."""

    task: Literal["image_to_image"] = "image_to_image"
    mode: Mode = Field("RGB", description="L is one grey channel, RGB three.")
    height: Pixels
    width: Pixels

    @property
    def channels(self) -> int:
        """1 or 3."""
        return len(self.mode)


class Autoencoding(Part):
    """The input again, through whatever narrow place the network has."""

    task: Literal["autoencoding"] = "autoencoding"


class NextToken(Part):
    """At every token of a text, the one that follows it."""

    task: Literal["next_token"] = "next_token"


AnyTarget = (
    Classification
    | MultiLabel
    | Regression
    | Segmentation
    | ImageToImage
    | Autoencoding
    | NextToken
)
Target = Annotated[AnyTarget, Field(discriminator="task")]
"""Any of them, told apart by `task`."""

Task = Literal[
    "classification",
    "multi_label",
    "regression",
    "segmentation",
    "image_to_image",
    "autoencoding",
    "next_token",
]


def names_of(target: AnyTarget) -> tuple[str, ...]:
    """What its parts are called: labels, or columns of numbers; none for pictures and tokens."""
    return target.columns if isinstance(target, Regression) else labels_of(target)


def labels_of(target: AnyTarget) -> tuple[str, ...]:
    """The labels that the target tells apart; none for numbers, pictures and tokens."""
    labelled = (Classification, MultiLabel, Segmentation)
    return target.classes if isinstance(target, labelled) else ()
