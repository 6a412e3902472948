"""What `--nproc` and `torchrun` mean for a command that trains."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from netwright.interfaces.errors import ProcessError
from netwright.training.launching import LOST, launched, should_launch
from netwright.training.place import after_the_first
from netwright.training.stopping import STOPS_AT_END_OF_INPUT

Processes = Annotated[
    int,
    typer.Option(
        "--nproc",
        min=1,
        help="Processes that train together on this machine: one for each GPU. Each has its part "
        "of every batch.",
    ),
]


def start_others(count: int) -> None:
    """Where several processes are asked for, run this command in them and exit as they did."""
    if should_launch(count):
        raise typer.Exit(launched(count, sys.argv[1:]))


@contextmanager
def as_one_of_several() -> Iterator[None]:
    """In which the first process reads the data first; that another one failed is its to tell."""
    try:
        with after_the_first():
            yield
    except ProcessError:
        if STOPS_AT_END_OF_INPUT not in os.environ:
            raise
        raise typer.Exit(LOST) from None
