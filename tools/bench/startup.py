"""How long a user waits for an answer of the command line, beside what Python and torch take."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.harness import Bar, Measurement, command
from environment import ROOT

MODEL = ROOT / "tests" / "golden" / "digits.onnx"
IMAGE = ROOT / "tests" / "golden" / "digit.png"


def measurements(folder: Path) -> list[Measurement]:
    """Commands, each in a new process."""
    netwright = str(Path(sys.executable).with_name("netwright"))
    predict = command(netwright, "predict", str(MODEL), str(IMAGE))
    importing = command(sys.executable, "-c", "import netwright.inference")
    return [
        Measurement("python -c pass", command(sys.executable, "-c", "pass")),
        Measurement("import torch", command(sys.executable, "-c", "import torch"), rounds=3),
        Measurement("import netwright.inference", importing, bars=(Bar(0.4),)),
        Measurement("netwright --help", command(netwright, "--help"), bars=(Bar(0.3),)),
        # Faster than torch alone is imported: it cannot have been.
        Measurement("netwright predict", predict, bars=(Bar(0.8), Bar(1, of="import torch"))),
    ]
