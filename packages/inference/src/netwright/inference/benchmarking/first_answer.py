"""A process that answers once and says how much memory that took; `cold_start` runs it.

    python -m netwright.inference.benchmarking.first_answer MODEL BATCH_SIZE [THREADS [PROVIDER...]]

When it has answered, it prints the most bytes of memory that it held until then.
"""

from __future__ import annotations

import sys

from netwright.inference.benchmarking.peak_memory import peak_memory
from netwright.inference.model_file import read_model_file
from netwright.inference.random_inputs import random_inputs
from netwright.inference.session import open_session, silence


def answer(path: str, batch_size: str, threads: str = "0", *providers: str) -> None:
    """Open the model and run one batch of random inputs through it."""
    silence()
    file = read_model_file(path)
    session = open_session(file, providers or None, int(threads) or None)
    inputs = random_inputs(file.model.preprocessing, int(batch_size))
    session.run(None, {session.get_inputs()[0].name: inputs})
    print(peak_memory(), flush=True)


if __name__ == "__main__":
    answer(*sys.argv[1:])
