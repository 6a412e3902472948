"""Workflows of a few nodes: for a model, and for a data set."""

from __future__ import annotations

from typing import Any

from netwright.inference.model_file import read_model_document
from netwright.interfaces.documents import ImagePreprocessing

from ..comfyui import input_folder
from ..nodes.dataset import DatasetNode
from ..nodes.forward_test import ForwardTest
from ..nodes.load_model import LoadModel
from ..nodes.predict_values import PredictValues
from ..routes.messages.runs import WorkflowTold
from ..using.own_models import own_model
from ..wiring.folders import inside
from .columns import place_nodes
from .sheet import Sheet, Wire

_ROOM_TO_TRY = 380


def workflow_of_model(name: str) -> WorkflowTold:
    """Load model, and what tries it.

    Raises:
        NetwrightError: There is no such model, or it cannot be read.
    """
    model = read_model_document(own_model(name))
    looks = isinstance(model.preprocessing, ImagePreprocessing)
    kind: Any = ForwardTest if looks else PredictValues
    sheet = Sheet()
    loaded = sheet.add(LoadModel, {"file": name})
    sheet.add(kind, {}, {"model": Wire(loaded)}, below=_ROOM_TO_TRY if looks else 0)
    return _told(sheet, name.rpartition("/")[2].removesuffix(".onnx"))


def workflow_of_data(path: str) -> WorkflowTold:
    """The node Dataset. Raises UsageError for a path that leads out of the input folder."""
    place = inside(input_folder(), path)
    sheet = Sheet()
    sheet.add(DatasetNode, {"path": place.relative_to(input_folder().resolve()).as_posix()})
    return _told(sheet, place.stem)


def _told(sheet: Sheet, name: str) -> WorkflowTold:
    place_nodes(sheet)
    return WorkflowTold(name=name, workflow=sheet.workflow())
