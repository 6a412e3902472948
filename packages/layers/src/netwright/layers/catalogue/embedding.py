from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from netwright.interfaces.documents.problems import Invalid
from netwright.layers.families.fixes import setting
from netwright.layers.families.parameters import Channels
from netwright.layers.layer import Example, Layer, TensorType

_Rows = Annotated[int, Field(ge=1, le=100_000_000)]


class Embedding(Layer):
    """Looks up a learned vector for each index: words, characters, categories."""

    category = "Sequence"
    dtypes = ("int64",)
    formula = "out = weight[input]; [...] becomes [...,embedding_dim]"
    onnx = "Gather"
    paper = "Bengio, Ducharme, Vincent and Jauvin, 2003"
    examples = (
        Example({"num_embeddings": 10, "embedding_dim": 4}, (TensorType((6,), "int64"),)),
        Example(
            {"num_embeddings": 5, "embedding_dim": 3, "padding_idx": 0},
            (TensorType((2, 4), "int64"),),
        ),
    )

    num_embeddings: _Rows = Field(
        description="How many different indices there are: 0 to num_embeddings - 1."
    )
    embedding_dim: Channels = Field(description="How many features each index gets.")
    padding_idx: Annotated[int, Field(ge=-100_000_000, lt=100_000_000)] | None = Field(
        None,
        description="The index that fills up short sequences: its vector is zero and stays so.",
    )
    scale_grad_by_freq: bool = Field(
        False, description="Divide the gradient of an index by how often it is in the batch."
    )

    @model_validator(mode="after")
    def _padding_is_an_index(self) -> Embedding:
        rows = self.num_embeddings
        if self.padding_idx is not None and not -rows <= self.padding_idx < rows:
            raise Invalid(
                f"padding_idx {self.padding_idx} is none of the {rows} indices",
                fix=setting(num_embeddings=self.padding_idx + 1)
                if self.padding_idx > 0
                else setting(padding_idx=0),
            )
        return self
