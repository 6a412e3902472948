"""Builds, looks into, installs and uses every distribution; see the package's docstring."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from wheel_checks.build import CheckFailed, build_all
from wheel_checks.clean_install import CleanEnvironment, check_size, use
from wheel_checks.contents import problems_of
from wheel_checks.distributions import DISTRIBUTIONS, IMAGE, MODEL, ROOT, Distribution
from wheel_checks.minimums import lowest_versions, old_python
from wheel_checks.shared_torch import share_torch

WORK = ROOT / ".nox" / "wheels"
AT_LOWEST = "netwright-inference"

Check = tuple[str, Callable[[], str]]


def main(names: Sequence[str]) -> int:
    """Run the checks, one line each; 1 if any failed, 2 for a name that is not released."""
    known = {distribution.name for distribution in DISTRIBUTIONS}
    if unknown := set(names) - known:
        print(f"no distribution is named {sorted(unknown)}; there are {sorted(known)}")
        return 2
    shutil.rmtree(WORK, ignore_errors=True)
    results = [_passes(*check) for check in _checks(names)]
    print(f"wheels: {results.count(True)} passed, {results.count(False)} failed")
    return 0 if results and all(results) else 1


def _checks(names: Sequence[str]) -> Iterator[Check]:
    """Each check as its title and what carries it out; nothing else runs when the build fails."""
    wheels: dict[str, Path] = {}
    yield "every sdist builds, and every wheel from its sdist", partial(_build, wheels)
    if not wheels:
        return
    constraints, torch = _constraints(wheels), share_torch(WORK / "torch")
    for distribution in DISTRIBUTIONS:
        if names and distribution.name not in names:
            continue
        title = distribution.requirement
        if not distribution.extra:
            wheel = wheels[distribution.name]
            yield f"{title}: contents", partial(_look_into, distribution, wheel)
        yield f"{title}: alone", partial(_use_alone, distribution, constraints, torch)
        if distribution.name == AT_LOWEST:
            yield f"{title}: lowest versions", partial(_at_lowest, distribution, wheels)


def _passes(title: str, check: Callable[[], str]) -> bool:
    began = time.monotonic()
    try:
        remark = check()
    except CheckFailed as error:
        print(f"FAILED  {title}\n{error}", flush=True)
        return False
    print(f"passed  {title} ({time.monotonic() - began:.1f} s) {remark}".rstrip(), flush=True)
    return True


def _build(wheels: dict[str, Path]) -> str:
    folders = {distribution.name: distribution.folder for distribution in DISTRIBUTIONS}
    wheels.update(zip(folders, build_all(folders.values(), WORK / "dist"), strict=True))
    return ""


def _constraints(wheels: dict[str, Path], pins: Sequence[str] = ()) -> Path:
    """A file that lets pip take our packages from nowhere but the wheels just built."""
    file = WORK / ("lowest.txt" if pins else "wheels.txt")
    ours = [f"{name} @ {wheel.as_uri()}" for name, wheel in wheels.items()]
    file.write_text("\n".join([*ours, *pins]) + "\n", "utf-8")
    return file


def _look_into(distribution: Distribution, wheel: Path) -> str:
    if problems := problems_of(wheel, distribution):
        raise CheckFailed("\n".join(problems))
    return ""


def _use_alone(distribution: Distribution, constraints: Path, torch: Path) -> str:
    _refuse_without_golden_files(distribution)
    environment = CleanEnvironment(WORK / distribution.requirement.translate({91: "-", 93: None}))
    environment.create(path_entry=torch if distribution.torch else None)
    environment.install([distribution.requirement], constraints)
    # Before it is used: then Python compiles what it imports.
    size = check_size(distribution, environment)
    use(distribution, environment)
    return size


def _at_lowest(distribution: Distribution, wheels: dict[str, Path]) -> str:
    _refuse_without_golden_files(distribution)
    python = old_python()
    if python is None:
        return "not done: it needs a Python from 3.10 to 3.12"
    path, version = python
    without_torch = {d.folder for d in DISTRIBUTIONS if not d.torch}
    pins = lowest_versions(sorted(without_torch), version)
    environment = CleanEnvironment(WORK / "lowest")
    environment.create(python=path)
    environment.install([distribution.requirement], _constraints(wheels, pins))
    use(distribution, environment)
    return f"with Python {version}, {', '.join(pins)}"


def _refuse_without_golden_files(distribution: Distribution) -> None:
    used = {argument for call in distribution.calls for argument in call.arguments}
    for file in (MODEL, IMAGE):
        if str(file) in used and not file.is_file():
            raise CheckFailed(f"{file} is missing, so there is nothing to predict")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
