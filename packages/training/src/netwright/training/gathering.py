"""All processes coming together before they form a group.

`torchrun` keeps one store for all times that it starts them, so what is found there may have been
left by processes that are dead. Each therefore asks the first one under a name of its own, and the
first one answers with a name that no earlier gathering had.
"""

from __future__ import annotations

import time
import uuid
from datetime import timedelta

from torch.distributed.distributed_c10d import PrefixStore, Store
from torch.distributed.rendezvous import rendezvous

from netwright.training.place import Place

_PREPARING = timedelta(days=7)
"""Reading the data may take the first process for long."""
_SECONDS_BETWEEN_LOOKS = 0.02


def gathered(place: Place) -> Store:
    """A store of these processes alone, once all of them are here."""
    store, *_ = next(rendezvous("env://", timeout=_PREPARING))
    name = _lead(store, place.size) if place.rank == 0 else _follow(store, place.rank)
    return PrefixStore(name, store)


def _lead(store: Store, size: int) -> str:
    name, missing = uuid.uuid4().hex, set(range(1, size))
    while missing:
        for rank in sorted(missing):
            if store.check([f"asks/{rank}"]):
                store.set(f"answer/{store.get(f'asks/{rank}').decode()}", name)
        missing = {rank for rank in missing if not store.check([f"{name}/here/{rank}"])}
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    store.set(f"{name}/all", "")
    return name


def _follow(store: Store, rank: int) -> str:
    asks = uuid.uuid4().hex
    store.set(f"asks/{rank}", asks)
    store.wait([f"answer/{asks}"], _PREPARING)
    name: str = store.get(f"answer/{asks}").decode()
    store.set(f"{name}/here/{rank}", "")
    store.wait([f"{name}/all"], _PREPARING)
    return name
