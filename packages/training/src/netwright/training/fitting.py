"""From network, data and recipe to a finished run: train, export behind the gate, report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from netwright.interfaces.documents import Dataset, Event, Network, Recipe, Warned
from netwright.layers import CheckedNetwork, build, suited_network
from netwright.layers.blocks import self_contained
from netwright.training.checkpoint import Progress, load_weights
from netwright.training.data_check import check_once, warnings_of, write_report
from netwright.training.device import choose_device
from netwright.training.final_activation import final_activation_warnings
from netwright.training.fine_tuning import load_fitting
from netwright.training.fitness import fitting_network
from netwright.training.group import Group, joined
from netwright.training.group_fitness import check_shareable
from netwright.training.imbalance import check_balance
from netwright.training.journal import Journal
from netwright.training.loop import Listener, ShouldStop
from netwright.training.place import own_place
from netwright.training.precision import Precision, choose_precision
from netwright.training.restarting import mark
from netwright.training.run import Run
from netwright.training.session import Saved, hold_session
from netwright.training.surroundings import own_surroundings
from netwright.training.variation import check_augmentation

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
    weights_from: Run | str | Path | None = None,
    listeners: Iterable[Listener] = (),
    should_stop: ShouldStop = lambda: False,
) -> Run:
    """Train a network, export the best epoch's weights to ONNX and write a report.

    It starts from the documents and the seed each time, works in any thread and under a caller's
    `torch.inference_mode()`, and leaves torch's random state and settings as they were.

    Under `torchrun`, all processes call it with the same arguments and train together: each has its
    part of every batch, and the first one writes the run folder and calls the listeners.

    Args:
        network: What to train; None for a network that suits the data.
        data: From `netwright.data.prepare` or `load`.
        recipe: How to train; None for the defaults.
        runs: The folder that run folders are made in.
        name: The run folder's name; None for the data's name and the next free number.
        device: ``auto``, ``cpu``, ``cuda`` or ``mps``.
        weights_from: A run or a checkpoint file to begin with, instead of the recipe's
            `weights_from`. What does not fit the network, such as a new head, begins anew, and
            an event tells what that is.
        listeners: Called with each event, in this thread.
        should_stop: Asked before each batch; True ends training with its work kept.

    Returns:
        The run. `run.model` is there unless training was stopped in its first epoch.

    Raises:
        NetwrightError: The network does not fit the data, the loss not the task, the device is
            not there, the name is taken, the exported model does not give what torch gives, or
            another process that trains with this one ended early.
    """
    recipe = _beginning_with(weights_from, recipe or Recipe())
    network = network or suited_network(data.document)
    checked = fitting_network(network, data.document, recipe)
    check_balance(recipe, data.document)
    check_augmentation(recipe, data)
    precision = choose_precision(recipe, choose_device(device, own_place()))
    with joined() as group, own_surroundings(recipe.seed, precision, recipe.deterministic):
        check_shareable(recipe, data, group)
        # Before the run folder is made: a file of weights may be missing.
        module = build(checked).to(precision.device)
        told: list[Warned | None] = [*final_activation_warnings(network, data.document, recipe)]
        if recipe.weights_from is not None:
            told.append(load_fitting(recipe.weights_from, module))
        report = check_once(data) if group.leads else None
        told += warnings_of(report) if report is not None else []
        run = _created(Path(runs), name, self_contained(network), data.document, recipe, group)
        if report is not None:
            write_report(run.data_check, report)
        warnings = [warning for warning in told if warning is not None]
        carry_out(
            run, module, checked, data, recipe, precision, listeners, should_stop, group, warnings
        )
    return run


def carry_out(
    run: Run,
    module: nn.Module,
    checked: CheckedNetwork,
    data: Prepared,
    recipe: Recipe,
    precision: Precision,
    listeners: Iterable[Listener],
    should_stop: ShouldStop,
    group: Group,
    warnings: Iterable[Warned] = (),
    saved: Saved | None = None,
) -> None:
    """Train a run's module from its beginning or from a checkpoint, then export and report.

    Of a group, the first process tells, exports and reports; the others come back when it has.
    """
    with _told(run, listeners, group) as emit:
        for warning in warnings:
            emit(warning)
        progress = hold_session(
            run, module, data, recipe, precision, emit, should_stop, saved, group
        )
        if progress.best_epoch and group.leads:
            load_weights(run.best_checkpoint, module)
            _export_and_report(run, module, checked, data, recipe, progress)
    group.wait()


def _created(
    runs: Path, name: str | None, network: Network, dataset: Dataset, recipe: Recipe, group: Group
) -> Run:
    """A new run, whose folder the first process makes."""
    if not group.leads:
        return Run(Path(group.told("")))
    run = Run.create(runs, name, network, dataset, recipe)
    mark(run, group.place)
    group.told(str(run.folder))
    return run


@contextmanager
def _told(run: Run, listeners: Iterable[Listener], group: Group) -> Iterator[Listener]:
    """What tells the run folder and the listeners, in the first process; others tell nobody."""
    if not group.leads:
        yield lambda event: None
        return
    with closing(Journal(run)) as journal:
        yield _to_all([journal, *listeners])


def _beginning_with(weights: Run | str | Path | None, recipe: Recipe) -> Recipe:
    if weights is None:
        return recipe
    path = weights.folder if isinstance(weights, Run) else Path(weights)
    return recipe.model_copy(update={"weights_from": str(path.absolute())})


def _export_and_report(
    run: Run,
    module: nn.Module,
    checked: CheckedNetwork,
    data: Prepared,
    recipe: Recipe,
    progress: Progress,
) -> None:
    # Only now: each takes a part of a second to import, and training can begin without them.
    from netwright.training.report.page import write_report
    from netwright.training.shipping import Trained, ship
    from netwright.training.shipping.deployed import deployed_on_cpu

    deployed = deployed_on_cpu(module, data.document, recipe)
    model = ship(Trained(run.name, deployed, checked, data, recipe, progress), run.model)
    write_report(run, model, deployed, data.val)


def _to_all(listeners: list[Listener]) -> Listener:
    def emit(event: Event) -> None:
        for listener in listeners:
            listener(event)

    return emit
