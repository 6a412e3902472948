"""How one sample becomes a network's input; the same for training and for predicting.

Reading gives a *raw* array, which is what is cached, what is moved to the device, and what the
exported model takes. Its change into what the network sees (scaling, filling gaps, one column a
category) happens on the device and inside the ONNX graph, so that no client can get it wrong.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from netwright.interfaces.documents.base import Part

Pixels = Annotated[int, Field(ge=1, le=16384)]
Positive = Annotated[float, Field(gt=0)]
Mode = Literal["L", "RGB"]


class ImagePreprocessing(Part):
    """How an image file becomes the network's input; the same for training and for predicting.

    Reading gives uint8 [H,W,C]; scaling to 0..1 and normalising with `mean` and `std` (both in
    units of that range, one number a channel) happen on the device and inside the ONNX graph.
    """

    kind: Literal["image"] = "image"
    mode: Mode = Field("RGB", description="L is one grey channel, RGB three.")
    height: Pixels
    width: Pixels
    fit: Literal["stretch", "crop", "pad"] = Field(
        "stretch",
        description="How another aspect ratio is fitted: stretched, cropped at the longer side, "
        "or padded with black at the shorter one.",
    )
    mean: tuple[float, ...]
    std: tuple[Positive, ...]

    @property
    def channels(self) -> int:
        """1 or 3."""
        return len(self.mode)

    @property
    def shape(self) -> tuple[int, int, int]:
        """[C,H,W], as the network sees one image."""
        return self.channels, self.height, self.width

    @property
    def dtype(self) -> Literal["float32"]:
        """What the network takes."""
        return "float32"

    @property
    def raw_shape(self) -> tuple[int, int, int]:
        """[H,W,C] of an image as it is read."""
        return self.height, self.width, self.channels

    @property
    def raw_dtype(self) -> Literal["uint8"]:
        """What reading gives."""
        return "uint8"

    @model_validator(mode="after")
    def _one_number_a_channel(self) -> ImagePreprocessing:
        for name in ("mean", "std"):
            if len(getattr(self, name)) != self.channels:
                raise ValueError(f"{name} needs {self.channels} numbers, one a channel")
        return self


class NumberColumn(Part):
    """A column of numbers: gaps are filled, then it is scaled to mean 0 and deviation 1."""

    kind: Literal["number"] = "number"
    name: str
    fill: float = Field(description="What stands in a gap: the median of the training rows.")
    mean: float
    std: Positive

    @property
    def width(self) -> int:
        """How many of the network's inputs it becomes."""
        return 1

    @property
    def scales(self) -> tuple[tuple[float, float], ...]:
        """Mean and deviation of each of them."""
        return ((self.mean, self.std),)


class CategoryColumn(Part):
    """A column of words: each becomes an input of its own that is 1 where the word stands.

    A gap, or a word that training never saw, leaves all of them 0.
    """

    kind: Literal["category"] = "category"
    name: str
    values: tuple[str, ...] = Field(min_length=1, description="The words that are told apart.")

    @property
    def width(self) -> int:
        """How many of the network's inputs it becomes."""
        return len(self.values)

    @property
    def scales(self) -> tuple[tuple[float, float], ...]:
        """Mean and deviation of each of them: 0 and 1, as they are left as they are."""
        return ((0.0, 1.0),) * self.width


Column = Annotated[NumberColumn | CategoryColumn, Field(discriminator="kind")]


class TablePreprocessing(Part):
    """How a row of a table becomes the network's input.

    Reading gives float32 [columns]: of a number column the number, NaN in a gap; of a category
    column the index into `values`, NaN for a gap or an unknown word.
    """

    kind: Literal["table"] = "table"
    columns: tuple[Column, ...] = Field(min_length=1)

    @property
    def shape(self) -> tuple[int]:
        """[F]: the widths of all columns, side by side in their order."""
        return (sum(column.width for column in self.columns),)

    @property
    def dtype(self) -> Literal["float32"]:
        """What the network takes."""
        return "float32"

    @property
    def raw_shape(self) -> tuple[int]:
        """[columns]."""
        return (len(self.columns),)

    @property
    def raw_dtype(self) -> Literal["float32"]:
        """What reading gives."""
        return "float32"


class ArrayPreprocessing(Part):
    """Arrays of any shape, scaled to mean 0 and deviation 1; whole numbers are left as they are.

    `mean` and `std` hold one number for all values, or one a channel: an entry of the first axis.
    """

    kind: Literal["array"] = "array"
    shape: tuple[Annotated[int, Field(ge=1)], ...] = Field(
        min_length=1, max_length=8, description="Of one sample, the batch axis left out."
    )
    dtype: Literal["float32", "int64"] = "float32"
    mean: tuple[float, ...] = (0.0,)
    std: tuple[Positive, ...] = (1.0,)

    @property
    def raw_shape(self) -> tuple[int, ...]:
        """Sizes of one sample as it is read."""
        return self.shape

    @property
    def raw_dtype(self) -> Literal["float32", "int64"]:
        """What reading gives."""
        return self.dtype

    @model_validator(mode="after")
    def _one_number_or_one_a_channel(self) -> ArrayPreprocessing:
        for name in ("mean", "std"):
            if len(getattr(self, name)) not in (1, self.shape[0]):
                raise ValueError(f"{name} needs 1 number, or {self.shape[0]}, one a channel")
        return self


class TextPreprocessing(Part):
    """How a text becomes tokens: int64 [length], 0 where there is no token or an unknown one.

    Characters are numbered from 1 in the order of `vocabulary`; bytes (of UTF-8) are their value
    plus 1, and need no vocabulary. A longer text is cut at its end, a shorter one is followed by 0.
    """

    kind: Literal["text"] = "text"
    unit: Literal["character", "byte"] = "character"
    vocabulary: tuple[str, ...] = ()
    length: int = Field(ge=1, le=1_000_000, description="Tokens in one sample.")

    @property
    def tokens(self) -> int:
        """How many different tokens there are, 0 included: an Embedding's num_embeddings."""
        return 257 if self.unit == "byte" else len(self.vocabulary) + 1

    @property
    def shape(self) -> tuple[int]:
        """[length]."""
        return (self.length,)

    @property
    def dtype(self) -> Literal["int64"]:
        """What the network takes."""
        return "int64"

    @property
    def raw_shape(self) -> tuple[int]:
        """[length]."""
        return (self.length,)

    @property
    def raw_dtype(self) -> Literal["int64"]:
        """What reading gives."""
        return "int64"


AnyPreprocessing = ImagePreprocessing | TablePreprocessing | ArrayPreprocessing | TextPreprocessing
Preprocessing = Annotated[AnyPreprocessing, Field(discriminator="kind")]
"""Any of them, told apart by `kind`."""
