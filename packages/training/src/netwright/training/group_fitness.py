"""Whether the work can be shared by a group's processes, found out before training starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netwright.interfaces.documents import Recipe
from netwright.interfaces.errors import DataError, UsageError
from netwright.training.group import Group

if TYPE_CHECKING:
    from netwright.data import Prepared


def check_shareable(recipe: Recipe, data: Prepared, group: Group) -> None:
    """Refuses steps that leave a process without a sample, and machines that differ in their data.

    Raises:
        UsageError: There are more processes than samples in a step, or in all.
        DataError: This process read other samples than the first one.
    """
    if group.size == 1:
        return
    step = data.count("train")
    if isinstance(recipe.batch_size, int):
        step = min(step, recipe.batch_size * recipe.accumulate)
    if step < group.size:
        raise UsageError(
            f"{group.size} processes share each step, but a step has {step} sample(s).",
            fix=f"set batch_size={group.size} or more, or use fewer processes.",
        )
    if group.told(data.document.fingerprint) != data.document.fingerprint:
        raise DataError(
            f"process {group.rank} found other samples than process 0: the files differ.",
            fix="give every machine the same files, or a folder that all of them see.",
        )
