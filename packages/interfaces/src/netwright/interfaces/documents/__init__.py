"""The five documents that cross package borders, each frozen, versioned and strict."""

from netwright.interfaces.documents.base import Document, Part
from netwright.interfaces.documents.dataset import (
    Dataset,
    GivenSplit,
    ImageFolder,
    ImagePreprocessing,
    StratifiedSplit,
)
from netwright.interfaces.documents.event import (
    AnyEvent,
    CheckpointWritten,
    Ended,
    EpochEnded,
    Event,
    Started,
    Stepped,
    Warned,
    read_event,
)
from netwright.interfaces.documents.model import METADATA_KEY, Model, Parity, Provenance, TensorSpec
from netwright.interfaces.documents.network import (
    Block,
    Identifier,
    Input,
    Network,
    Node,
    Reference,
)
from netwright.interfaces.documents.recipe import AdamW, CrossEntropyLoss, Recipe, Schedule

__all__ = [
    "METADATA_KEY",
    "AdamW",
    "AnyEvent",
    "Block",
    "CheckpointWritten",
    "CrossEntropyLoss",
    "Dataset",
    "Document",
    "Ended",
    "EpochEnded",
    "Event",
    "GivenSplit",
    "Identifier",
    "ImageFolder",
    "ImagePreprocessing",
    "Input",
    "Model",
    "Network",
    "Node",
    "Parity",
    "Part",
    "Provenance",
    "Recipe",
    "Reference",
    "Schedule",
    "Started",
    "Stepped",
    "StratifiedSplit",
    "TensorSpec",
    "Warned",
    "read_event",
]
