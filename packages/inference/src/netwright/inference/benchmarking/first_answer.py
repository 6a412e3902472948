"""What a process of its own does that `cold_start` starts: it answers once."""

from __future__ import annotations

from netwright.inference.benchmarking.peak_memory import peak_memory
from netwright.inference.model_file import read_model_file
from netwright.inference.random_inputs import random_inputs
from netwright.inference.session import open_session, silence


def answer(path: str, batch_size: str, threads: str = "0", *providers: str) -> None:
    """Run one batch of random inputs, and print the most bytes of memory that it took until then.

    Args:
        path: The model.
        batch_size: How many samples there are in the batch.
        threads: How many work on one layer; 0 takes what a `Predictor` does.
        providers: As `open_session` takes them, if any.
    """
    silence()
    file = read_model_file(path)
    session = open_session(file, providers or None, int(threads) or None)
    inputs = random_inputs(file.model.preprocessing, int(batch_size))
    session.run(None, {session.get_inputs()[0].name: inputs})
    print(peak_memory(), flush=True)
