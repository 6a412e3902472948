"""From a model to the reader of its samples. Each is imported where it is wanted."""

from __future__ import annotations

from netwright.inference.inputs.reader import Reader
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.preprocessing import (
    ArrayPreprocessing,
    ImagePreprocessing,
    TablePreprocessing,
)


def reader_for(model: Model) -> Reader:
    """The reader of what the model takes."""
    preprocessing = model.preprocessing
    if isinstance(preprocessing, ImagePreprocessing):
        from netwright.inference.inputs.images import ImageReader

        return ImageReader(
            preprocessing, with_sizes=model.task == "segmentation", any_size=model.any_size
        )
    if isinstance(preprocessing, TablePreprocessing):
        from netwright.inference.inputs.tables import RowReader

        return RowReader(preprocessing)
    if isinstance(preprocessing, ArrayPreprocessing):
        from netwright.inference.inputs.arrays import ArrayReader

        return ArrayReader(preprocessing)
    from netwright.inference.inputs.texts import TextReader

    return TextReader(preprocessing, goes_on=model.task == "next_token")
