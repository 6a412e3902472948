"""Processes find each other, and nothing of those that are dead."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from torch.distributed import TCPStore

from netwright.training.gathering import gathered
from netwright.training.place import Place


def test_what_dead_processes_left_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    server = TCPStore("127.0.0.1", 0, is_master=True, wait_for_workers=False)
    for name, value in {
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(server.port),
        "RANK": "0",
        "WORLD_SIZE": "3",
        "TORCHELASTIC_USE_AGENT_STORE": "True",
    }.items():
        monkeypatch.setenv(name, value)
    server.set("asks/1", "dead")
    server.set("answer/dead", "a gathering of the dead")

    def come(rank: int) -> bool:
        """Whether only the living are there."""
        store = gathered(Place(rank=rank, size=3))
        alone = not store.check([f"address/{rank}"])
        store.set(f"address/{rank}", "")
        store.wait([f"address/{other}" for other in range(3)])
        return alone

    with ThreadPoolExecutor(3) as processes:
        for _ in range(3):
            assert [*processes.map(come, (2, 1, 0))] == [True, True, True]
