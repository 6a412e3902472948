"""Which of several processes this one is, as `torchrun` and `--nproc` tell in the environment.

Without torch: a command knows its place before it loads that.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

_NEEDED = ("RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT")


@dataclass(frozen=True)
class Place:
    """A process among those that train one network together.

    Attributes:
        rank: Its number among all, from 0. The first writes what there is to write.
        size: How many there are.
        local: Its number among those of its machine, from 0.
        restarts: How often all were started anew after one of them ended early.
        launch: What names these processes and those that they were started anew after; empty where
            nobody starts them anew.
    """

    rank: int = 0
    size: int = 1
    local: int = 0
    restarts: int = 0
    launch: str = ""


ONLY = Place()


def own_place(environment: Mapping[str, str] = os.environ) -> Place:
    """This process's place; the only one where nobody says otherwise."""
    if not all(environment.get(name) for name in _NEEDED):
        return ONLY
    return Place(
        rank=int(environment["RANK"]),
        size=int(environment["WORLD_SIZE"]),
        local=int(environment.get("LOCAL_RANK", "0")),
        restarts=int(environment.get("TORCHELASTIC_RESTART_COUNT", "0")),
        launch=environment.get("TORCHELASTIC_RUN_ID", ""),
    )


def after_the_first() -> AbstractContextManager[object]:
    """In which each machine's first process reads the data before the others do.

    The others join their group now, which waits for the first; it joins when it has read them, and
    they find what it has kept.
    """
    if not own_place().local:
        return nullcontext()
    from netwright.training.group import joined  # Brings torch with it.

    return joined()
