"""The processes that train one network together, and what they tell each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import numpy as np
import torch
from torch import distributed

from netwright.interfaces.errors import ProcessError
from netwright.training.gathering import gathered
from netwright.training.place import ONLY, Place, own_place


class Group:
    """What all processes do at the same moment. One by itself does nothing, and at once.

    Args:
        place: This process's place among them.

    Attributes:
        leads: Whether this one writes, shows and exports.
    """

    def __init__(self, place: Place = ONLY) -> None:
        self.rank, self.size, self.leads = place.rank, place.size, place.rank == 0
        self.place = place

    def any(self, asked: bool) -> bool:
        """Whether it was asked of any of them."""
        if self.size == 1:
            return asked
        flag = torch.tensor(int(asked))
        distributed.all_reduce(flag, distributed.ReduceOp.MAX)
        return bool(flag)

    def wait(self) -> None:
        """Until all are here."""
        self.any(False)

    def least(self, number: int) -> int:
        """The least of their numbers."""
        if self.size == 1:
            return number
        least = torch.tensor(number)
        distributed.all_reduce(least, distributed.ReduceOp.MIN)
        return int(least)

    def add(self, tensors: Iterable[torch.Tensor]) -> None:
        """Make each tensor, in place, the sum of all processes'."""
        if self.size > 1:
            for tensor in tensors:
                distributed.all_reduce(tensor)

    def follow(self, tensors: Iterable[torch.Tensor]) -> None:
        """Make each tensor, in place, the first process's."""
        if self.size > 1:
            for tensor in tensors:
                distributed.broadcast(tensor, src=0)

    def agreed(self, metrics: dict[str, float]) -> dict[str, float]:
        """The first process's numbers: machines may differ in the last digit of theirs."""
        if self.size == 1:
            return metrics
        values = torch.tensor(list(metrics.values()), dtype=torch.float64)
        distributed.broadcast(values, src=0)
        return dict(zip(metrics, values.tolist(), strict=True))

    def told(self, text: str) -> str:
        """The first process's text; the others' is of no account."""
        if self.size == 1:
            return text
        letters = torch.tensor(list(text.encode()), dtype=torch.uint8)
        length = torch.tensor(len(letters))
        distributed.broadcast(length, src=0)
        if not self.leads:
            letters = torch.empty(int(length), dtype=torch.uint8)
        distributed.broadcast(letters, src=0)
        return bytes(letters.tolist()).decode()

    def draw_apart(self, seed: int, step: int) -> None:
        """Random numbers of a step that no other process draws; the first one's are the run's own.

        They follow from seed, step and rank, so that a checkpoint needs those of the first alone.
        """
        if self.rank:
            (state,) = np.random.SeedSequence([seed, step, self.rank]).generate_state(1, np.uint64)
            torch.manual_seed(int(state))


ALONE = Group()


@contextmanager
def joined() -> Iterator[Group]:
    """The group that the environment places this process in, once all the others have come.

    Within it, it is the same group again.

    Raises:
        ProcessError: Another process ended before its work was done.
    """
    place = own_place()
    if place.size == 1 or distributed.is_initialized():
        yield Group(place)
    else:
        with _losses_told():
            _join(place)
            try:
                yield Group(place)
            finally:
                distributed.destroy_process_group()


def _join(place: Place) -> None:
    gpus = torch.cuda.is_available() and distributed.is_nccl_available()
    distributed.init_process_group(
        "cpu:gloo,cuda:nccl" if gpus else "gloo",
        store=gathered(place),
        rank=place.rank,
        world_size=place.size,
    )


@contextmanager
def _losses_told() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:
        # Not all of gloo's errors are of a kind of their own.
        if isinstance(error, distributed.DistError) or "gloo/transport" in str(error):
            raise ProcessError(
                "another of the processes that train together ended before its work was done.",
                noticed=str(error).partition("\n")[0][:200],
                fix="see what it says; then go on from the last checkpoint: netwright resume RUN.",
            ) from error
        raise
