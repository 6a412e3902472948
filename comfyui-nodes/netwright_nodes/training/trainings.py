"""The trainings of this process: which node trains which run, and what a person asks of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from ..comfyui import announce
from ..routes.messages.training import TrainingOutcome, TrainingState, TrainingTold

EVENT = "netwright.training"
"""What the page's websocket calls the news of a training, a `TrainingTold`."""

_MOST = 200

Key = TypeVar("Key")
Value = TypeVar("Value")
Wish = Literal["keep", "discard"]


@dataclass
class Training:
    """A training on a node.

    Attributes:
        node: Its id in the prompt.
        workflow: The page's id of the workflow.
        tell: Called after each change.
        run: The run's name, once its folder is there.
        wish: How a person wants it to end now.
        watched: Whether a page draws its curves, so that ComfyUI's own preview need not.
    """

    node: str
    workflow: str | None
    tell: Callable[[Training], None]
    run: str | None = None
    state: TrainingState = "preparing"
    outcome: TrainingOutcome | None = None
    wish: Wish | None = None
    watched: bool = False
    since: float = field(default_factory=time.time)

    def change(self, state: TrainingState, run: str | None = None) -> None:
        """It has come to another state."""
        self.state, self.run = state, run or self.run
        self.tell(self)

    def stop(self, wish: Wish) -> None:
        """Have it end after the batch that is under way."""
        self.wish = wish
        self.tell(self)

    def told(self) -> TrainingTold:
        """As a page is told of it."""
        return TrainingTold(
            node=self.node,
            workflow=self.workflow,
            run=self.run,
            state=self.state,
            since=self.since,
            stopping=self.wish is not None,
            outcome=self.outcome,
        )


class Trainings:
    """The newest training of each node, of at most 200 nodes. Safe to use from several threads.

    Args:
        tell: Called after each change of a training.
    """

    def __init__(self, tell: Callable[[Training], None]) -> None:
        self._tell, self._lock = tell, threading.Lock()
        self._newest: dict[tuple[str | None, str], Training] = {}
        self._watched: dict[str, None] = {}

    @contextmanager
    def begun(self, hidden: Any) -> Iterator[Training]:
        """A training that goes on until the block ends.

        Args:
            hidden: What ComfyUI tells the node: its id, and the page's workflow.
        """
        key = workflow, node = _key(hidden)
        training = Training(node, workflow, self._tell)
        with self._lock:
            training.watched = workflow in self._watched
            _put(self._newest, key, training)
        training.change("preparing")
        try:
            yield training
        finally:
            training.outcome = training.outcome or "failed"
            training.change("ended")

    def watch(self, workflow: str) -> None:
        """A page draws the curves of what is trained in that workflow, now and later."""
        with self._lock:
            _put(self._watched, workflow, None)
            for training in self._newest.values():
                training.watched = training.watched or training.workflow == workflow

    def of(self, hidden: Any) -> Training | None:
        """The newest of a node, as `begun` takes it."""
        with self._lock:
            return self._newest.get(_key(hidden))

    def all(self) -> list[Training]:
        """The oldest first."""
        with self._lock:
            return [*self._newest.values()]

    def running(self, run: str) -> Training | None:
        """The one that trains the run of that name now."""
        going = (one for one in self.all() if one.run == run and one.state != "ended")
        return next(going, None)


def _put(kept: dict[Key, Value], key: Key, value: Value) -> None:
    """As the newest of at most 200."""
    kept.pop(key, None)
    kept[key] = value
    if len(kept) > _MOST:
        kept.pop(next(iter(kept)))


def _key(hidden: Any) -> tuple[str | None, str]:
    """The page's id of the workflow, as it came with the prompt; and the node's."""
    about = hidden.extra_pnginfo
    workflow = about.get("workflow") if isinstance(about, dict) else None
    found = workflow.get("id") if isinstance(workflow, dict) else None
    return found if isinstance(found, str) else None, str(hidden.unique_id)


TRAININGS = Trainings(lambda training: announce(EVENT, training.told().model_dump()))
"""Those of this process."""
