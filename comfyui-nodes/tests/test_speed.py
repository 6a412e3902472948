"""What the nodes cost before training starts. Processor time, so that a busy machine passes too."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

PACK = Path(__file__).parents[1]

_IMPORT = """
import asyncio, sys, tempfile, time
from pathlib import Path
import torch, torchvision
import folder_paths
folder_paths.set_base(Path(tempfile.mkdtemp()))
started = time.process_time()
from netwright_nodes.extension import NetwrightExtension
asyncio.run(NetwrightExtension().get_node_list())
print(time.process_time() - started)
"""


def test_a_hundred_layers_cost_less_than_a_fifth_of_a_second(host: Any, canvas: Any) -> None:
    flows = canvas.add("NetwrightImageInput", channels=3, height=32, width=32)
    flows = canvas.layer("Conv2d", flows, out_channels=15, padding="same")
    canvas.add("NetwrightSaveNetwork", network=network(canvas, flows), filename="one")
    host.run(canvas.prompt)  # The first layer of a process brings torch's own imports.
    for number in range(50):
        conv = canvas.layer("Conv2d", flows, out_channels=16 + number, padding="same")
        flows = canvas.layer("ReLU", conv)
    canvas.add("NetwrightSaveNetwork", network=network(canvas, flows), filename="hundred")
    started = time.process_time() if host.in_process else time.perf_counter()
    outcome = host.run(canvas.prompt)
    took = (time.process_time() if host.in_process else time.perf_counter()) - started
    assert outcome.succeeded
    assert took < (0.2 if host.in_process else 2.0), took


def network(canvas: Any, flows: Any) -> Any:
    return canvas.add("NetwrightNetwork", **{"inputs.input_0": flows})


def test_the_pack_is_imported_in_a_second_beside_torch() -> None:
    places = [str(PACK / "netwright_nodes" / "standalone" / "stand_in"), str(PACK)]
    code = f"import sys; sys.path[:0] = {places}\n{_IMPORT}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 1.0
