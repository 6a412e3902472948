"""Of pictures: what came in, what came out and what was wanted, worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from netwright.interfaces.page import Section, picture
from netwright.training.report.figure import draw_strips
from netwright.training.report.held_out import HeldOut

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROWS = 6
_LEAST_SQUARED_ERROR = 1e-10


def sections(held_out: HeldOut) -> list[Section]:
    """The part of the page."""
    samples = held_out.samples
    wanted = samples.inputs if samples.targets is None else samples.targets

    def squared_error(outputs: tuple[torch.Tensor, ...], rows: slice) -> torch.Tensor:
        true = torch.from_numpy(np.array(wanted[rows])).float() / 255
        return ((outputs[0] - true) ** 2).mean(dim=(1, 2, 3))

    errors = np.maximum(held_out.said(squared_error), _LEAST_SQUARED_ERROR)
    worst = np.argsort(-errors, kind="stable")[:_ROWS]
    with torch.no_grad():
        (said,) = held_out.deployed(torch.from_numpy(np.array(samples.inputs[worst])))
    columns = [
        ("input", shown_inputs(held_out, worst)),
        ("output", list((said * 255).round().to(torch.uint8).numpy())),
    ]
    if samples.targets is not None:
        columns.append(("target", list(np.asarray(wanted[worst]))))
    labels = [f"{-10 * np.log10(errors[index]):.1f} dB" for index in worst]
    draw_strips(held_out.folder / "pictures.png", columns, labels)
    text = "The worst of the held-out pictures by PSNR."
    return [picture("Held-out pictures", "pictures.png", "Input, output and target", text)]


def shown_inputs(held_out: HeldOut, indices: NDArray[np.int64]) -> list[NDArray[Any]]:
    """Inputs as pictures uint8 [H,W,C]: images as they are; arrays by their first channel."""
    inputs = np.asarray(held_out.samples.inputs[indices])
    if held_out.model.preprocessing.kind == "image":
        return list(inputs)
    first = inputs[:, 0]
    low, high = (f(first, axis=(1, 2), keepdims=True) for f in (np.min, np.max))
    scaled = (first - low) / np.maximum(high - low, 1e-12) * 255
    return list(scaled.astype(np.uint8)[..., np.newaxis])
