"""From a preprocessing document to its module."""

from __future__ import annotations

from torch import nn

from netwright.interfaces.documents import (
    AnyPreprocessing,
    ArrayPreprocessing,
    ImagePreprocessing,
    TablePreprocessing,
)
from netwright.training.preprocess.array import StandardizeArray
from netwright.training.preprocess.image import Normalize
from netwright.training.preprocess.table import EncodeRows

_INPUT_NAMES = {"image": "images", "table": "rows", "array": "arrays", "text": "tokens"}


def preprocessor_for(preprocessing: AnyPreprocessing) -> nn.Module:
    """The module from raw inputs [N,...], as they are read, to the network's input."""
    if isinstance(preprocessing, ImagePreprocessing):
        return Normalize(preprocessing)
    if isinstance(preprocessing, TablePreprocessing):
        return EncodeRows(preprocessing)
    if isinstance(preprocessing, ArrayPreprocessing) and preprocessing.dtype == "float32":
        return StandardizeArray(preprocessing)
    return nn.Identity()  # Tokens and other whole numbers are looked up, not computed with.


def input_name(preprocessing: AnyPreprocessing) -> str:
    """What the exported model calls its input: ``images``, ``rows``, ``arrays`` or ``tokens``."""
    return _INPUT_NAMES[preprocessing.kind]
