"""From network, data and recipe to a finished run: train, export behind the gate, report."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from netwright.data.batches import DeviceBatches
from netwright.interfaces.documents import Event, Network, Recipe
from netwright.layers import CheckedNetwork, build, suited_network
from netwright.layers.blocks import self_contained
from netwright.training.checkpoint import Progress, load_weights
from netwright.training.deployed import deployed_on_cpu
from netwright.training.device import choose_device
from netwright.training.export import deployed_to_onnx, describe_model, write_model
from netwright.training.final_activation import final_activation_warning
from netwright.training.fitness import fitting_network
from netwright.training.journal import Journal
from netwright.training.loop import Listener, ShouldStop, train
from netwright.training.objectives import objective_for
from netwright.training.parity import check_parity
from netwright.training.report import write_report
from netwright.training.run import Run

if TYPE_CHECKING:
    from torch import nn

    from netwright.data import Prepared


def fit(
    network: Network | None,
    data: Prepared,
    recipe: Recipe | None = None,
    *,
    runs: str | Path = "runs",
    name: str | None = None,
    device: str = "auto",
    listeners: Iterable[Listener] = (),
    should_stop: ShouldStop = lambda: False,
) -> Run:
    """Train a network, export the best epoch's weights to ONNX and write a report.

    It starts from the documents and the seed each time, works under a caller's
    `torch.inference_mode()`, and leaves torch's global random state as it was.

    Args:
        network: What to train; None for a network that suits the data.
        data: From `netwright.data.prepare` or `load`.
        recipe: How to train; None for the defaults.
        runs: The folder that run folders are made in.
        name: The run folder's name; None for the data's name and the next free number.
        device: ``auto``, ``cpu``, ``cuda`` or ``mps``.
        listeners: Called with each event, in this thread.
        should_stop: Asked before each step; True ends training with its work kept.

    Returns:
        The run. `run.model` is there unless training was stopped in its first epoch.

    Raises:
        NetwrightError: The network does not fit the data, the loss not the task, the device is
            not there, the name is taken, or the exported model does not give what torch gives.
    """
    recipe = recipe or Recipe()
    network = network or suited_network(data.document)
    checked = fitting_network(network, data.document, recipe)
    chosen = choose_device(device)
    with torch.inference_mode(False), torch.enable_grad(), _own_random_state(chosen):
        # Before the run folder is made: the file of a backbone's weights may be missing.
        module = _built(checked, recipe.seed, chosen)
        run = Run.create(Path(runs), name, self_contained(network), data.document, recipe)
        journal = Journal(run)
        try:
            emit = _to_all([journal, *listeners])
            if warning := final_activation_warning(network, data.document, recipe):
                emit(warning)
            progress = _train(module, data, recipe, run, chosen, emit, should_stop)
            if progress.best_epoch:
                load_weights(run.best_checkpoint, module)
                _export_and_report(run, module, checked, data, recipe, progress)
        finally:
            journal.close()
    return run


def _built(checked: CheckedNetwork, seed: int, device: torch.device) -> nn.Module:
    torch.manual_seed(seed)
    module = build(checked)
    for weights in module.parameters():
        # Convolutions are fastest with the channels last, which is also how images are stored.
        if weights.dim() == 4:  # torch's own loop over all of them stops at those of volumes.
            weights.data = weights.data.contiguous(memory_format=torch.channels_last)
    return module.to(device)


def _train(
    module: nn.Module,
    data: Prepared,
    recipe: Recipe,
    run: Run,
    device: torch.device,
    emit: Listener,
    should_stop: ShouldStop,
) -> Progress:
    objective = objective_for(data.document, recipe).to(device)
    train_batches, val_batches = (
        DeviceBatches(
            samples,
            batch_size=recipe.batch_size,
            device=device,
            seed=recipe.seed,
            shuffle=samples is data.train,
        )
        for samples in (data.train, data.val)
    )
    return train(module, objective, train_batches, val_batches, recipe, run, emit, should_stop)


def _export_and_report(
    run: Run,
    module: nn.Module,
    checked: CheckedNetwork,
    data: Prepared,
    recipe: Recipe,
    progress: Progress,
) -> None:
    deployed = deployed_on_cpu(module, data.document, recipe)
    graph = deployed_to_onnx(deployed, data.val.inputs)
    parity = check_parity(graph, deployed, checked, data.val.inputs)
    model = describe_model(run.name, deployed, data.document, recipe, progress, parity)
    write_model(run.model, graph, model)
    write_report(run, model, deployed, data.val)


def _to_all(listeners: list[Listener]) -> Listener:
    def emit(event: Event) -> None:
        for listener in listeners:
            listener(event)

    return emit


def _own_random_state(device: torch.device) -> AbstractContextManager[None]:
    devices = [device.index or 0] if device.type == "cuda" else []
    forked: AbstractContextManager[None] = torch.random.fork_rng(devices=devices)
    return forked
