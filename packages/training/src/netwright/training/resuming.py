"""Going on with a run where it was stopped, as if it never had been."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from netwright.layers import build
from netwright.training.checkpoint import read_checkpoint
from netwright.training.device import choose_device
from netwright.training.fine_tuning import load_fitting
from netwright.training.fitness import fitting_network
from netwright.training.fitting import carry_out
from netwright.training.group import joined
from netwright.training.group_fitness import check_shareable
from netwright.training.journal import rewind
from netwright.training.loop import Listener, ShouldStop, is_complete
from netwright.training.place import after_the_first, own_place
from netwright.training.precision import choose_precision
from netwright.training.run import Run
from netwright.training.run_data import samples_of
from netwright.training.session import Saved
from netwright.training.surroundings import own_surroundings

if TYPE_CHECKING:
    from netwright.data import Prepared


def resume(
    run: Run | str | Path,
    *,
    data: Prepared | None = None,
    device: str = "auto",
    listeners: Iterable[Listener] = (),
    should_stop: ShouldStop = lambda: False,
) -> Run:
    """Go on from a run's last checkpoint, or from its beginning where there is none.

    On the same machine it ends with the same bits as if it had never been stopped; on a GPU that
    takes a recipe with ``deterministic = true``. A run that is finished is left as it is.

    Under `torchrun` it is called in all processes, which must see the run's folder; the run may
    have been begun by another number of them.

    Args:
        run: A run, or its folder, whatever ended it: a stop, a time limit, a kill.
        data: The samples; None to read them again as the run's dataset.json says.
        device: ``auto``, ``cpu``, ``cuda`` or ``mps``.
        listeners: Called with each event, in this thread.
        should_stop: Asked before each batch; True ends training with its work kept.

    Returns:
        The same run.

    Raises:
        NetwrightError: The folder is no run, its data is gone or has changed, its checkpoint is
            damaged, or another process that trains with this one ended early.
    """
    run = Run.open(run.folder if isinstance(run, Run) else run)
    recipe = run.recipe
    saved = read_checkpoint(run.last_checkpoint) if run.last_checkpoint.exists() else None
    if is_finished(run, saved):
        return run
    with after_the_first():
        data = samples_of(run, data)
        checked = fitting_network(run.network, data.document, recipe)
        precision = choose_precision(recipe, choose_device(device, own_place()))
        with joined() as group, own_surroundings(recipe.seed, precision, recipe.deterministic):
            check_shareable(recipe, data, group)
            module = build(checked).to(precision.device)
            if saved is None and recipe.weights_from is not None:
                load_fitting(recipe.weights_from, module)
            if group.leads:
                rewind(run, 0 if saved is None else saved[1].epoch)
            carry_out(
                run,
                module,
                checked,
                data,
                recipe,
                precision,
                listeners,
                should_stop,
                group,
                saved=saved,
            )
    return run


def is_finished(run: Run, saved: Saved | None) -> bool:
    """Whether all is done: training, export and report."""
    done = saved is not None and is_complete(saved[1], run.recipe)
    return done and run.model.exists() and run.report.exists()
