"""A run as a workflow that would train it again: its data, its network in nodes, its recipe."""

from __future__ import annotations

from netwright.interfaces.documents import Dataset, Network
from netwright.interfaces.errors import NetwrightError
from netwright.training import Run

from ..nodes.dataset import DatasetNode
from ..nodes.load_run import LoadRun
from ..nodes.train import Train
from ..routes.messages.runs import WorkflowTold
from ..training.run_names import run_folder
from .columns import place_nodes
from .dataset_values import dataset_values
from .inexpressible import InexpressibleError
from .network_sheet import NetworkSheet
from .sheet import Sheet, Wire

_NETWORK, _DATASET, _RECIPE = 2, 3, 4
"""Outputs of the node Load run."""

_ROOM_FOR_CURVES = 300


def workflow_of_run(name: str) -> WorkflowTold:
    """The workflow of the run of that name.

    Raises:
        NetwrightError: There is none, or its documents cannot be read.
    """
    run = Run.open(run_folder(name))
    try:
        sheet, notes = _sheet(run, in_layers=True), tuple[str, ...]()
    except (InexpressibleError, NetwrightError) as error:
        reason = error.message if isinstance(error, NetwrightError) else str(error)
        sheet, notes = _sheet(run, in_layers=False), (f"{run.network.name}: {reason}.",)
    place_nodes(sheet)
    return WorkflowTold(name=run.name, workflow=sheet.workflow(), notes=notes)


def workflow_of_network(network: Network) -> Sheet:
    """The network alone, laid out. Raises InexpressibleError and NetwrightError."""
    sheet = Sheet()
    NetworkSheet(sheet).add(network)
    place_nodes(sheet)
    return sheet


def _sheet(run: Run, *, in_layers: bool) -> Sheet:
    """With the network in layers, or as the run has it, as one node gives it."""
    sheet = Sheet()
    loaded = sheet.add(LoadRun, {"run": run.name})
    data = _data(sheet, run.dataset) or Wire(loaded, _DATASET)
    network = Wire(loaded, _NETWORK)
    if in_layers:
        network = NetworkSheet(sheet, data, run.dataset.preprocessing.shape).add(run.network)
    sheet.add(
        Train,
        {"epochs": run.recipe.epochs, "seed": run.recipe.seed},
        {"dataset": data, "network": network, "recipe": Wire(loaded, _RECIPE)},
        below=_ROOM_FOR_CURVES,
    )
    return sheet


def _data(sheet: Sheet, dataset: Dataset) -> Wire | None:
    """The node Dataset; None where the data do not lie in ComfyUI's input folder."""
    widgets = dataset_values(dataset)
    return None if widgets is None else Wire(sheet.add(DatasetNode, widgets))
