"""A kill at any moment leaves a run folder that loads."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from netwright.interfaces.documents import CheckpointWritten
from netwright.layers import build
from netwright.training import Run
from netwright.training.checkpoint import load_weights

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

_TRAIN = """
import sys
from netwright.data import prepare
from netwright.interfaces.documents import Recipe
from netwright.training import fit
data = prepare(sys.argv[1])
print("ready", flush=True)
fit(None, data, Recipe(epochs=4, batch_size=512), runs=sys.argv[2], name="killed")
"""


# Seeded, so that a failure can be repeated; spread from before the run folder to after the export.
@pytest.mark.parametrize("delay", [0.0, *(random.Random(7).uniform(0.05, 6) for _ in range(5))])
def test_a_killed_run_loads(digits_folder: Path, tmp_path: Path, delay: float) -> None:
    trainer = subprocess.Popen(
        [sys.executable, "-c", _TRAIN, str(digits_folder), str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert trainer.stdout is not None
    assert trainer.stdout.readline() == "ready\n"
    time.sleep(delay)
    trainer.send_signal(signal.SIGKILL)
    trainer.wait()
    trainer.stdout.close()
    if not (tmp_path / "killed").exists():
        return  # It was killed before the folder was there; nothing half written is left as it.
    _assert_loads(Run.open(tmp_path / "killed"))


def _assert_loads(run: Run) -> None:
    module = build(run.network)
    events = list(run.events())
    written = [event.epoch for event in events if isinstance(event, CheckpointWritten)]
    for checkpoint in (run.best_checkpoint, run.last_checkpoint):
        if checkpoint.exists():
            assert load_weights(checkpoint, module).epoch >= (written or [0])[-1] * (
                checkpoint == run.last_checkpoint
            )
            assert all(torch.isfinite(p).all() for p in module.parameters())
    if written:
        assert run.last_checkpoint.exists()
    if run.model.exists():
        import onnx

        onnx.checker.check_model(onnx.load(run.model))
