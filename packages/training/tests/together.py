"""Runs that a test trains in one process and in two, and the program that does so in each of two.

together.py DATA RUNS NAME...    train these runs with the processes of the environment
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from netwright.data import Prepared, Samples, prepare
from netwright.interfaces.documents import (
    SGD,
    CosineSchedule,
    CrossEntropyLoss,
    EarlyStopping,
    MultiLabel,
    Network,
    Recipe,
    TrainedOutput,
)
from netwright.interfaces.documents.augmentation import RandomHorizontalFlip
from netwright.layers import build, builder, check
from netwright.training import Run
from netwright.training.checkpoint import read_checkpoint
from netwright.training.device import choose_device
from netwright.training.group import Group, joined
from netwright.training.journal import Journal
from netwright.training.precision import choose_precision
from netwright.training.session import hold_session
from netwright.training.surroundings import own_surroundings

TRAIN, VAL = 189, 61


def plain() -> Network:
    """Without what goes by the whole batch."""
    x = builder.flatten(builder.input("image", (1, 8, 8)))
    return builder.network("plain", logits=builder.linear(builder.relu(builder.linear(x, 16)), 10))


def normed() -> Network:
    """With norms of pictures and of features."""
    image = builder.input("image", (1, 8, 8))
    x = builder.relu(builder.batchnorm2d(builder.conv2d(image, 8, kernel_size=3)))
    x = builder.flatten(builder.conv2d(x, 4, kernel_size=3))
    x = builder.relu(builder.batchnorm1d(builder.linear(x, 16)))
    return builder.network("normed", logits=builder.linear(x, 10))


def dropping() -> Network:
    """With random numbers."""
    x = builder.dropout(builder.flatten(builder.input("image", (1, 8, 8))), p=0.3)
    return builder.network("dropping", logits=builder.linear(x, 10))


def two_heads() -> Network:
    """With an auxiliary output."""
    x = builder.relu(builder.linear(builder.flatten(builder.input("image", (1, 8, 8))), 16))
    late = builder.relu(builder.linear(x, 16))
    heads = {"logits": builder.linear(late, 10), "aux": builder.linear(x, 10)}
    return builder.network("two heads", **heads)


def some(data: Prepared) -> Prepared:
    """An odd number of the digits."""

    def first(samples: Samples, count: int) -> Samples:
        assert samples.targets is not None
        return Samples(samples.inputs[:count], samples.targets[:count], samples.names[:count])

    return replace(data, train=first(data.train, TRAIN), val=first(data.val, VAL))


def labelled(data: Prepared) -> Prepared:
    """The same with labels, of which each digit has some."""

    def side(samples: Samples) -> Samples:
        digit = np.asarray(samples.targets)
        labels = np.stack([digit % 2 == 0, digit > 4, digit % 3 == 0], axis=1).astype(np.float32)
        return Samples(samples.inputs, labels, samples.names)

    target = MultiLabel(classes=("even", "large", "by three"))
    document = data.document.model_copy(update={"target": target})
    return Prepared(document, side(data.train), side(data.val))


def three_labels() -> Network:
    """A network for `labelled`."""
    x = builder.flatten(builder.input("image", (1, 8, 8)))
    return builder.network("labels", logits=builder.linear(x, 3))


@dataclass(frozen=True)
class Case:
    """A run to be trained."""

    network: Callable[[], Network]
    recipe: Recipe
    data: Callable[[Prepared], Prepared] = lambda data: data
    stops: tuple[int, int] | None = None
    """The process that asks for a stop, and after how many batches."""


STEEP = SGD(learning_rate=0.05)
COMMON = {"epochs": 2, "batch_size": 32}
CASES = {
    "plain": Case(plain, Recipe(**COMMON, early_stopping=EarlyStopping(patience=3))),
    "normed": Case(normed, Recipe(**COMMON, optimizer=STEEP)),
    "accumulated": Case(
        normed,
        Recipe(
            epochs=2,
            batch_size=11,
            accumulate=3,
            optimizer=STEEP,
            clip_norm=0.5,
            ema_decay=0.9,
            schedule=CosineSchedule(warmup=0.2),
        ),
    ),
    "weighted": Case(
        plain,
        Recipe(
            **COMMON,
            optimizer=STEEP,
            loss=CrossEntropyLoss(class_weights=tuple(np.linspace(0.1, 5, 10).tolist())),
        ),
    ),
    "two-heads": Case(
        two_heads,
        Recipe(
            epochs=2,
            batch_size=11,
            accumulate=3,
            optimizer=STEEP,
            outputs={
                "logits": TrainedOutput(),
                "aux": TrainedOutput(
                    weight=0.3,
                    loss=CrossEntropyLoss(class_weights=tuple(np.linspace(0.1, 5, 10).tolist())),
                ),
            },
        ),
    ),
    "drawn": Case(
        plain,
        Recipe(
            **COMMON, optimizer=STEEP, sampling="balanced", augmentation=(RandomHorizontalFlip(),)
        ),
    ),
    "labels": Case(three_labels, Recipe(**COMMON, optimizer=STEEP), labelled),
    "stopped": Case(normed, Recipe(**COMMON, optimizer=STEEP), stops=(1, 10)),
    "dropped-parts": Case(dropping, Recipe(**COMMON), stops=(0, 3)),
    "dropped-whole": Case(dropping, Recipe(**COMMON)),
}


def sit(name: str, runs: Path, digits: Prepared, group: Group, whole: bool = False) -> Run:
    """Train the run of a case as a member of a group, from its checkpoint where it has one.

    Args:
        name: The case, and the name of the run.
        runs: Where it is.
        digits: All digits.
        group: Who train it.
        whole: Whether it is not stopped.
    """
    case = CASES[name]
    data, recipe, run = case.data(some(digits)), case.recipe, Run(runs / name)
    if group.leads and not run.folder.exists():
        Run.create(runs, name, case.network(), data.document, recipe)
    group.wait()
    rank, batches = case.stops or (0, 0)
    left = iter(range(batches if case.stops and not whole and group.rank == rank else 10**9))
    saved = read_checkpoint(run.last_checkpoint) if run.last_checkpoint.exists() else None
    precision = choose_precision(recipe, choose_device("cpu", group.place))
    journal = Journal(run) if group.leads else None
    with own_surroundings(recipe.seed, precision, recipe.deterministic):
        hold_session(
            run,
            build(check(run.network)).to(precision.device),
            data,
            recipe,
            precision,
            journal or (lambda event: None),
            lambda: next(left, None) is None,
            saved,
            group,
        )
    if journal is not None:
        journal.close()
    return run


def in_two_processes(program: list[str]) -> list[str]:
    """What each said on stderr after it ended well."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    places = {"WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
    processes = [
        subprocess.Popen(
            [sys.executable, *program],
            env={**os.environ, **places, "RANK": rank, "LOCAL_RANK": rank, "OMP_NUM_THREADS": "1"},
            stderr=subprocess.PIPE,
            text=True,
        )
        for rank in ("0", "1")
    ]
    said = [process.communicate(timeout=240)[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], "\n".join(said)
    return said


def main(data: str, runs: str, *names: str) -> None:
    """Train each of the runs."""
    digits = prepare(data)
    with joined() as group:
        for name in names:
            sit(name, Path(runs), digits, group)


if __name__ == "__main__":
    main(*sys.argv[1:])
