"""What the recurrent layers share: parameters, shapes and the order of their outputs."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from netwright.interfaces.documents.problems import Invalid
from netwright.layers.families.fixes import call, putting
from netwright.layers.families.parameters import Channels, Probability
from netwright.layers.layer import Layer, TensorType, inferred


class Recurrent(Layer):
    """The base of RNN, LSTM and GRU.

    They read [L,F], the batch axis first, and start from zeros. `output` holds every step of the
    last layer, both directions side by side. `hidden` holds the state after the last step, one row
    for each layer and direction, the batch axis first as everywhere (torch puts it second).
    """

    category = "Sequence"
    takes = ("L,F",)
    output_names: ClassVar[tuple[str, ...]] = ("output", "hidden")

    hidden_size: Channels = Field(description="How many features the state has.")
    num_layers: Annotated[int, Field(ge=1, le=64)] = Field(
        1, description="How many layers stand on each other, each reading the one below."
    )
    bias: bool = Field(True, description="Add learned numbers to the sums.")
    dropout: Probability = Field(
        0.0, description="The share of values set to zero between layers, while training."
    )
    bidirectional: bool = Field(
        False, description="Read backwards too; output then has twice hidden_size features."
    )
    input_size: int | None = inferred(axis=-1, unit="features")

    def rank_fix(self, given: TensorType) -> str:
        if len(given.shape) == 1 and self.input_size in (None, 1):
            return putting(call("Unsqueeze", dim=-1))  # A row of numbers is a number a step.
        return super().rank_fix(given)

    @model_validator(mode="after")
    def _dropout_has_a_place(self) -> Recurrent:
        if self.dropout and self.num_layers == 1:
            raise Invalid(
                f"dropout {self.dropout} works between layers, and num_layers is 1",
                fix="leave dropout out, set num_layers=2 or more, or put Dropout after it.",
            )
        return self


def one_step(inputs: tuple[TensorType, ...]) -> tuple[TensorType, ...]:
    """The inputs of a recurrent layer with a sequence of one step.

    What such a layer gives and costs is the same at each of them, and on tensors without values
    a long sequence takes minutes.
    """
    (_, *features), *others = inputs[0].shape, *inputs[1:]
    return (inputs[0]._replace(shape=(1, *features)), *others)
