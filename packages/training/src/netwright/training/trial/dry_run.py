"""All looks, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from netwright.data.checking import CheckReport
from netwright.interfaces.documents import Network, Recipe, Warned
from netwright.layers import build, suited_network
from netwright.training.data_check import check_once
from netwright.training.device import choose_device
from netwright.training.final_activation import final_activation_warnings
from netwright.training.fine_tuning import load_fitting
from netwright.training.fitness import fitting_network
from netwright.training.imbalance import check_balance
from netwright.training.precision import choose_precision
from netwright.training.surroundings import own_surroundings
from netwright.training.trial.bench import Bench
from netwright.training.trial.cost import cost
from netwright.training.trial.first_loss import first_loss
from netwright.training.trial.one_batch import one_batch
from netwright.training.trial.result import Result
from netwright.training.variation import check_augmentation

if TYPE_CHECKING:
    from netwright.data import Prepared


def dry_run(
    network: Network | None, data: Prepared, recipe: Recipe | None = None, *, device: str = "auto"
) -> Iterator[Result]:
    """What to know before `fit` is called with the same arguments; gives each result as it comes.

    Nothing is written, and torch's random state and settings are left as they were.

    Raises:
        NetwrightError: What `fit` would refuse.
    """
    recipe = recipe or Recipe()
    network = network or suited_network(data.document)
    checked = fitting_network(network, data.document, recipe)
    check_balance(recipe, data.document)
    check_augmentation(recipe, data)
    precision = choose_precision(recipe, choose_device(device))
    yield from _data(check_once(data))
    with own_surroundings(recipe.seed, precision, recipe.deterministic):
        module = build(checked).to(precision.device)
        yield from _notes(*final_activation_warnings(network, data.document, recipe))
        if recipe.weights_from is not None:
            yield from _notes(load_fitting(recipe.weights_from, module))
        bench = Bench.of(module, data, recipe, precision)
        yield first_loss(bench)
        yield one_batch(bench)
        yield from cost(bench)


def _data(report: CheckReport) -> Iterator[Result]:
    found = [finding for finding in report.findings if finding.severity != "note"]
    for finding in found:
        yield Result("data", finding.severity != "misleading", finding.message, finding.fix)
    if not found:
        yield Result("data", True, f"{report.facts['samples']}; nothing stands against it.")


def _notes(*warnings: Warned | None) -> Iterator[Result]:
    for warning in warnings:
        if warning is not None:
            yield Result("network", True, warning.message, warning.fix)
