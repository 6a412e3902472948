"""What is imported when: prediction must start at once, and without torch."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from netwright.data import digits
from netwright.interfaces.documents import NumberColumn, Regression, TablePreprocessing

NO_TORCH = """
import sys

class NoTorch:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("torch", "torchvision"):
            raise AssertionError(f"{name} is imported")

sys.meta_path.insert(0, NoTorch())
"""


def python(code: str, *arguments: object) -> str:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def imported_by(*arguments: object) -> set[str]:
    """The modules that `netwright` has imported when it is done with `arguments`."""
    code = (
        "import json, sys\n"
        "from netwright.interfaces.cli import main\n"
        "sys.argv[0] = 'netwright'\n"
        "try:\n    main()\n"
        "except SystemExit as stop:\n    assert not stop.code\n"
        "print()\n"
        "print(json.dumps(list(sys.modules)))\n"
    )
    return set(json.loads(python(code, *arguments).splitlines()[-1]))


def test_torch_is_never_imported(model_path: Path, save_image: Callable[..., Path]) -> None:
    code = (
        "import runpy\nimport netwright.inference\n"
        "for name in netwright.inference.__all__: getattr(netwright.inference, name)\n"
        "sys.argv[0] = 'netwright'\n"
        "runpy.run_module('netwright.interfaces.cli', run_name='__main__')"
    )
    assert "%" in python(NO_TORCH + code, "predict", model_path, save_image())
    assert "digits" in python(NO_TORCH + code, "inspect", model_path)


def test_predicting_imports_neither_onnx_nor_a_progress_bar(
    model_path: Path, save_image: Callable[..., Path]
) -> None:
    modules = imported_by("predict", model_path, save_image())
    assert "onnxruntime" in modules
    assert not modules & {"onnx", "rich.progress", "matplotlib"}


def test_predicting_a_table_reads_it_without_a_data_frame(
    task_model: Callable[..., Path], tmp_path: Path
) -> None:
    rows = TablePreprocessing(columns=(NumberColumn(name="a", fill=0, mean=0, std=1),))
    nodes = [("Identity", ["x"], "values", {})]
    target = Regression(columns=("b",), mean=(0,), std=(1,))
    table = tmp_path / "table.csv"
    table.write_text("a\n1\n", encoding="utf-8")
    modules = imported_by("predict", task_model(target, rows, "values", (1,), nodes, {}), table)
    assert "onnxruntime" in modules
    assert not modules & {"pandas", "pyarrow", "torch", "onnx"}


def test_evaluating_reads_data_without_torch(digits_model: Path, tmp_path: Path) -> None:
    images, labels = digits()
    np.savez(tmp_path / "digits.npz", x=images, y=labels)
    code = (
        "import sys\nfrom netwright.inference.commands.evaluate import app\n"
        "app(sys.argv[1:], standalone_mode=False)\n"
        "print(not {'matplotlib', 'pyarrow', 'pandas'} & set(sys.modules))"
    )
    report = ("--out", tmp_path / "report", "--calibrate")
    shown = python(NO_TORCH + code, digits_model, tmp_path / "digits.npz", *report).splitlines()
    assert shown[0].startswith("digits on 1,797 samples")
    assert shown[-1] == "True"


def test_help_imports_nothing_heavy() -> None:
    for command in (
        "bench",
        "compare",
        "evaluate",
        "explain",
        "inspect",
        "predict",
        "quantize",
        "serve",
    ):
        modules = imported_by(command, "--help")
        assert not modules & {"numpy", "PIL", "onnx", "onnxruntime", "torch"}


def test_serving_imports_neither_torch_nor_what_only_explaining_needs() -> None:
    code = "import sys, netwright.inference.serving; print(*sys.modules)"
    modules = set(python(NO_TORCH + code).split())
    assert "fastapi" in modules
    assert not modules & {"torch", "onnx", "matplotlib", "pandas"}


def test_the_package_is_imported_in_under_400_ms() -> None:
    code = (
        "import time; start = time.perf_counter(); import netwright.inference\n"
        "print(time.perf_counter() - start)"
    )
    # The best of three: another process may hold the machine meanwhile.
    assert min(float(python(code)) for _ in range(3)) < 0.4
