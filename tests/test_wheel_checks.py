"""A wheel that should not be released is seen."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from wheel_checks.build import CheckFailed
from wheel_checks.clean_install import CleanEnvironment, check_size, use
from wheel_checks.contents import problems_of
from wheel_checks.distributions import DISTRIBUTIONS, Call, Distribution
from wheel_checks.minimums import lowest_versions
from wheel_checks.shared_torch import SHARED, requirements_of

WHOLE = {
    "netwright/layers/__init__.py": "",
    "netwright/layers/py.typed": "",
    "netwright/layers/table.json": "{}",
    "netwright_layers-0.1.0.dist-info/licenses/LICENSE": "MIT",
}


def released(**more: object) -> Distribution:
    known = {"name": "netwright-layers", "folder": Path(), "module": "netwright.layers"}
    return Distribution(**{**known, **more})  # type: ignore[arg-type]


def problems(folder: Path, files: dict[str, str]) -> list[str]:
    wheel = folder / "one.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return problems_of(wheel, released(contents=("netwright/layers/*.json",)))


def test_a_whole_wheel_has_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path, WHOLE) == []


@pytest.mark.parametrize("missing", [name for name in WHOLE if not name.endswith("__init__.py")])
def test_a_missing_file_is_seen(tmp_path: Path, missing: str) -> None:
    files = {name: text for name, text in WHOLE.items() if name != missing}
    (problem,) = problems(tmp_path, files)
    assert problem.startswith("one.whl: lacks ")


def test_an_empty_file_counts_as_missing(tmp_path: Path) -> None:
    assert len(problems(tmp_path, {**WHOLE, "netwright/layers/table.json": ""})) == 1


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("netwright/layers/tests/test_graph.py", "no use"),
        ("netwright/layers/__pycache__/graph.pyc", "no use"),
        ("netwright/__init__.py", "hides the other packages"),
        ("netwright/data/cache.py", "outside of netwright/layers"),
        ("conftest.py", "outside of netwright/layers"),
    ],
)
def test_a_file_that_does_not_belong_is_seen(tmp_path: Path, file: str, why: str) -> None:
    (problem,) = problems(tmp_path, {**WHOLE, file: "pass"})
    assert why in problem


def test_lower_bounds_become_pins(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        "[project]\nname = 'netwright-data'\ndependencies = ['numpy>=1.26,<3', 'pillow~=10.3', "
        "'netwright-interfaces~=0.1.0', \"tomli>=2; python_version < '3.11'\"]\n",
        "utf-8",
    )
    assert lowest_versions([tmp_path], "3.11") == ["numpy==1.26", "pillow==10.3"]
    assert lowest_versions([tmp_path], "3.10") == ["numpy==1.26", "pillow==10.3", "tomli==2"]


def test_a_requirement_without_a_lower_bound_is_refused(tmp_path: Path) -> None:
    text = "[project]\nname = 'a'\ndependencies = ['numpy<3']\n"
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    with pytest.raises(ValueError, match="numpy<3 has no lower bound"):
        lowest_versions([tmp_path], "3.11")


def test_the_requirements_of_torch_are_found_and_none_of_our_packages() -> None:
    found = requirements_of(SHARED)
    assert {"torch", "torchvision", "sympy", "mpmath"} <= found
    assert not [name for name in found if name.startswith("netwright")]


@pytest.fixture
def clean(tmp_path: Path) -> CleanEnvironment:
    environment = CleanEnvironment(tmp_path / "clean")
    environment.create()
    return environment


def test_a_module_that_cannot_be_imported_fails(clean: CleanEnvironment) -> None:
    with pytest.raises(CheckFailed, match="No module named 'netwright'"):
        use(released(), clean)


def test_torch_where_it_must_not_be_fails(tmp_path: Path) -> None:
    (tmp_path / "shared" / "torch").mkdir(parents=True)
    environment = CleanEnvironment(tmp_path / "clean")
    environment.create(path_entry=tmp_path / "shared")
    with pytest.raises(CheckFailed, match="torch is installed"):
        use(released(module="json"), environment)
    use(released(module="json", torch=True), environment)


@pytest.mark.skipif(sys.platform == "win32", reason="it stands in for a command with a script")
def test_an_environment_that_is_too_large_fails(tmp_path: Path) -> None:
    environment = CleanEnvironment(tmp_path)
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "big.bin").write_bytes(bytes(3_000_000))
    assert check_size(released(), environment) == ""
    assert check_size(released(most_megabytes=4), environment) == "3 MB"
    with pytest.raises(CheckFailed, match="takes 3 MB; under 3 are promised"):
        check_size(released(most_megabytes=3), environment)


def test_a_command_with_another_answer_fails(clean: CleanEnvironment) -> None:
    command = Path(clean.netwright)
    command.write_text(f"#!{clean.python}\nprint('nothing of the kind')\n")
    command.chmod(0o755)
    with pytest.raises(CheckFailed, match="printed no 'digits'"):
        use(released(module="json", calls=(Call(("list",), "digits"),)), clean)


def test_every_project_of_the_repository_is_checked() -> None:
    root = Path(__file__).resolve().parents[1]
    projects = {f.parent for f in root.glob("packages/*/pyproject.toml")}
    assert {d.folder for d in DISTRIBUTIONS} == projects | {root / "comfyui-nodes"}
