"""Of numbers through a narrow place: which samples came back worst."""

from __future__ import annotations

import numpy as np
import torch

from netwright.interfaces.page import Section, table
from netwright.training.readouts import unit_of
from netwright.training.report.held_out import HeldOut

_MOST_WORST = 12


def sections(held_out: HeldOut) -> list[Section]:
    """The part of the page."""
    inputs, deployed = held_out.samples.inputs, held_out.deployed
    unit = torch.as_tensor(unit_of(deployed.readout))

    def error(outputs: tuple[torch.Tensor, ...], rows: slice) -> torch.Tensor:
        seen = deployed.preprocess(torch.from_numpy(np.array(inputs[rows])))
        (wanted,) = deployed.readout(seen)
        return (((outputs[0] - wanted) / unit) ** 2).flatten(1).mean(dim=1).sqrt()

    errors = held_out.said(error)
    worst = np.argsort(-errors, kind="stable")[:_MOST_WORST]
    rows = [(held_out.samples.names[index], float(errors[index])) for index in worst]
    head = ("Sample", "Root mean squared error (deviations)")
    return [table("What came back worst", head, rows)]
