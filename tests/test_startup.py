"""What is imported, and what is not, when a command or a package is first used."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap

import pytest

from declared import project_table
from environment import ROOT

HEAVY = {"torch", "torchvision", "onnx", "onnxruntime", "matplotlib"}
HELP = """
    import sys
    from netwright.interfaces.cli import main
    sys.argv = ["netwright", "--help"]
    try:
        main()
    except SystemExit as end:
        assert not end.code, end.code
"""
NO_TORCH = """
    import sys

    class Absent:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] in ("torch", "torchvision"):
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    sys.meta_path.insert(0, Absent())
"""


def imported_by(*codes: str) -> set[str]:
    """The top-level modules that a new process has imported after running `codes`."""
    ask = "import json, sys; print(json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))"
    program = "\n".join([*map(textwrap.dedent, codes), ask])
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8"
    )
    assert ended.returncode == 0, ended.stderr
    return set(json.loads(ended.stdout.splitlines()[-1]))


def test_help_imports_nothing_heavy() -> None:
    assert imported_by(HELP) & HEAVY == set()


def test_a_heavy_import_would_be_seen() -> None:
    assert imported_by("import onnx") & HEAVY == {"onnx"}


def test_help_lists_the_commands_of_all_packages() -> None:
    tables = [project_table(file) for file in ROOT.glob("packages/*/pyproject.toml")]
    commands = {
        name
        for table in tables
        for name in table.get("entry-points", {}).get("netwright.commands", {})
    }
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(HELP)],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert len(commands) >= 5
    assert [name for name in sorted(commands) if name not in ended.stdout] == []


@pytest.mark.parametrize("package", ["interfaces", "data", "inference"])
def test_a_package_without_torch_is_imported_where_torch_is_absent(package: str) -> None:
    assert "torch" not in imported_by(NO_TORCH, f"import netwright.{package}")


def test_a_prediction_is_made_where_torch_is_absent() -> None:
    golden = ROOT / "tests" / "golden"
    code = f"""
        from netwright.inference import Predictor
        Predictor({str(golden / "digits.onnx")!r})({str(golden / "digit.png")!r})
    """
    assert "torch" not in imported_by(NO_TORCH, code)


def test_torch_would_be_missed_where_it_is_absent() -> None:
    with pytest.raises(AssertionError, match="No module named 'torch'"):
        imported_by(NO_TORCH, "import torch")
