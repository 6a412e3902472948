"""Pictures and masks seen through a matrix a sample: exactly where it can be, else interpolated."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from netwright.data.augmentation.batch import (
    IGNORED,
    Batch,
    as_float,
    is_masks,
    is_pictures,
    on_device,
)
from netwright.data.augmentation.geometry import Matrices, Size


def resampled(batch: Batch, matrices: Matrices, *, whole: bool, inside: bool) -> Batch:
    """The batch with its inputs resampled, and its targets alike where they are in the plane.

    Args:
        batch: Targets may be of another size: what is seen of them is the same.
        matrices: float64 [N,3,3], from output to input, as `geometry` says.
        whole: Whether all matrices flip and shift by whole pixels, so that no value changes.
        inside: Whether they never look outside, where it is black; at most half a pixel.
    """
    see = _moved if whole else _interpolated
    inputs, targets = see(batch.inputs, matrices, batch.size, inside, 0), batch.targets
    if is_pictures(targets):
        targets = see(targets, matrices, batch.size, inside, 0)
    elif is_masks(targets):
        targets = see(targets[:, None], matrices, batch.size, inside, IGNORED)[:, 0]
    return Batch(inputs, targets)


def _interpolated(
    pictures: torch.Tensor, matrices: Matrices, size: Size, inside: bool, fill: int
) -> torch.Tensor:
    """Bilinear and float32 for pictures; the nearest value, of its own type, for masks."""
    grid = _grid(_relative(matrices, size), pictures)
    how = "border" if inside else "zeros"
    if fill:
        levels = as_float(pictures) - fill  # Outside there are zeros, and so the fill.
        seen = F.grid_sample(levels, grid, "nearest", how, align_corners=False)
        return (seen + fill).to(pictures.dtype)
    return F.grid_sample(as_float(pictures), grid, "bilinear", how, align_corners=False)


def _relative(matrices: Matrices, size: Size) -> Matrices:
    """In units in which a picture of any size reaches from -1 to 1."""
    height, width = size
    to_pixels = np.array([[width / 2, 0, (width - 1) / 2], [0, height / 2, (height - 1) / 2]])
    to_pixels = np.vstack([to_pixels, [0, 0, 1]])
    return np.linalg.inv(to_pixels) @ matrices @ to_pixels


def _grid(matrices: Matrices, pictures: torch.Tensor) -> torch.Tensor:
    """float32 [N,H,W,2], as `affine_grid` gives it, in a third of its time."""
    count, _, height, width = pictures.shape
    factors = on_device(matrices[:, :2].astype(np.float32), pictures)
    x, y = (_middles(length, pictures.device) for length in (width, height))
    grid = factors.new_empty(count, height, width, 2)
    for axis in (0, 1):
        along, down, shift = factors[:, axis].T[:, :, None]
        torch.add((along * x)[:, None, :], (down * y + shift)[:, :, None], out=grid[..., axis])
    return grid


def _middles(count: int, device: torch.device) -> torch.Tensor:
    """float32 [count]: the middles of so many pixels between -1 and 1."""
    return (torch.arange(count, device=device) * 2 + 1) / count - 1


def _moved(
    pictures: torch.Tensor, matrices: Matrices, size: Size, inside: bool, fill: int
) -> torch.Tensor:
    """Every line is copied as one piece, out of the picture with a margin around it."""
    count, channels, height, width = pictures.shape
    if height % size[0] or width % size[1]:
        return _interpolated(pictures, matrices, size, inside, fill)
    left, mirrored = _starts(matrices[:, 0, 0], matrices[:, 0, 2], width, width // size[1])
    top, upside_down = _starts(matrices[:, 1, 1], matrices[:, 1, 2], height, height // size[0])
    x_margin, y_margin = (int(abs(starts).max()) for starts in (left, top))
    source = pictures.permute(0, 2, 3, 1)
    source = F.pad(source, (0, 0, x_margin, x_margin, y_margin, y_margin), value=fill)
    lines = top[:, None] + np.arange(height)
    lines = np.where(upside_down[:, None], height - 1 - lines, lines) + y_margin
    # A mirrored line is copied from its other end, and turned round afterwards.
    left = np.where(mirrored, -left, left)
    pixels = (np.arange(count)[:, None] * source.shape[1] + lines) * source.shape[2]
    starts = (pixels + (left + x_margin)[:, None]).reshape(-1) * channels
    copied = _pieces(source, on_device(starts, pictures), width * channels)
    copied = copied.view(count, height, width, channels)
    if mirrored.any():
        rows = on_device(np.flatnonzero(mirrored), pictures)
        copied.index_copy_(0, rows, copied.index_select(0, rows).flip(2))
    return copied.permute(0, 3, 1, 2)


def _starts(
    signs: NDArray[np.floating], shifts: NDArray[np.floating], length: int, times: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Where each sample begins along an axis, and whether that is counted in the mirror image.

    Args:
        signs: [N], -1 where the axis is mirrored, else 1.
        shifts: [N], where the first output pixel is seen, in pixels of the inputs.
        length: Of the pictures that are moved, in pixels.
        times: How much longer they are than the inputs.
    """
    mirrored = signs < 0
    seen = np.round(shifts).astype(np.int64)
    starts = np.where(mirrored, length - times * (seen + 1), times * seen)
    return starts.clip(-length, length), mirrored


def _pieces(source: torch.Tensor, starts: torch.Tensor, length: int) -> torch.Tensor:
    """So many values from each start on, of a contiguous tensor. Rows of a view may overlap."""
    flat = source.reshape(-1)
    return flat.as_strided((flat.numel() - length + 1, length), (1, 1)).index_select(0, starts)
