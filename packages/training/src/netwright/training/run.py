"""A run folder: what was asked, what happened, enough to go on, and what to ship."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from netwright.interfaces.documents import Dataset, Event, Network, Recipe, read_event
from netwright.interfaces.errors import RunError
from netwright.interfaces.files import atomic_folder


@dataclass(frozen=True)
class Run:
    """A run folder on the disk. Its three documents are there from the first moment.

    Attributes:
        folder: The folder; see DESIGN for what is in it.
    """

    folder: Path

    @classmethod
    def create(
        cls, runs: Path, name: str | None, network: Network, dataset: Dataset, recipe: Recipe
    ) -> Run:
        """A new run folder under `runs`: `name`, or the data's name and the next free number.

        Raises:
            RunError: `name` is taken, or is no name of a folder.
        """
        if name is not None:
            _check_name(name, runs)
        for candidate in [name] if name is not None else _numbered(runs, dataset.name):
            try:
                with atomic_folder(runs / candidate) as folder:
                    network.write(folder / "network.json")
                    dataset.write(folder / "dataset.json")
                    recipe.write(folder / "recipe.json")
            except FileExistsError:
                continue  # Another process took the number meanwhile.
            return cls(runs / candidate)
        raise _taken(runs / str(name))

    @classmethod
    def open(cls, folder: str | Path) -> Run:
        """The run in a folder, whatever state it was left in.

        Raises:
            RunError: The folder is missing or holds no run.
            DocumentError: One of its documents was damaged or is of a newer version.
        """
        run = cls(Path(folder))
        if not (run.folder / "network.json").is_file():
            raise RunError(
                "this is not a run folder: it has no network.json.",
                folder=folder,
                fix="name a folder that `netwright train` made, such as runs/digits-01.",
            )
        _ = run.network, run.dataset, run.recipe
        return run

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def network(self) -> Network:
        """What was trained."""
        return Network.read(self.folder / "network.json")

    @property
    def dataset(self) -> Dataset:
        """What it was trained on."""
        return Dataset.read(self.folder / "dataset.json")

    @property
    def recipe(self) -> Recipe:
        """How it was trained."""
        return Recipe.read(self.folder / "recipe.json")

    @property
    def model(self) -> Path:
        """The exported model; the file is there once the parity gate let it through."""
        return self.folder / "model.onnx"

    @property
    def report(self) -> Path:
        """The page to look at."""
        return self.folder / "report" / "index.html"

    @property
    def last_checkpoint(self) -> Path:
        """Everything needed to go on after the last finished epoch."""
        return self.folder / "checkpoints" / "last.safetensors"

    @property
    def best_checkpoint(self) -> Path:
        """The weights of the best epoch."""
        return self.folder / "checkpoints" / "best.safetensors"

    @property
    def events_file(self) -> Path:
        """One event a line."""
        return self.folder / "events.jsonl"

    @property
    def metrics_file(self) -> Path:
        """One epoch a row."""
        return self.folder / "metrics.csv"

    @property
    def data_check(self) -> Path:
        """What was found in the data before training."""
        return self.folder / "data_check.json"

    def events(self) -> Iterator[Event]:
        """What happened, in order. A last line that a kill cut short is left out."""
        if not self.events_file.exists():
            return
        with self.events_file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.endswith("\n"):
                    yield read_event(json.loads(line), source=f"{self.events_file}:{number}")


def _numbered(runs: Path, base: str) -> Iterator[str]:
    taken = {folder.name for folder in runs.iterdir()} if runs.is_dir() else set()
    return (f"{base}-{n:02}" for n in range(1, 10_000) if f"{base}-{n:02}" not in taken)


def _check_name(name: str, runs: Path) -> None:
    if not name or name in {".", ".."} or set(name) & set('/\\:*?"<>|') or name.startswith("."):
        raise RunError(
            f"{name!r} cannot be the name of a folder on every system.",
            fix="use letters, digits, '-' and '_'.",
        )
    if (runs / name).exists():
        raise _taken(runs / name)


def _taken(folder: Path) -> RunError:
    return RunError(
        "there is a run of this name already.",
        folder=folder,
        fix="give another --name, or leave it out for the next free number.",
    )
