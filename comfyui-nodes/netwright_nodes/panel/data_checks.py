"""Checks of data sets that go on in the background, one after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from netwright.data import prepare
from netwright.data.checking import CheckReport, check_data
from netwright.data.checking.text import verdict
from netwright.interfaces.errors import NetwrightError, UsageError

from ..comfyui import input_folder
from ..routes.messages.datasets import CheckTold, FindingTold
from ..wiring.folders import inside

_MOST_WAITING, _MOST_KEPT = 16, 64
_UNDER_WAY = ("waiting", "running")
_MOST_SAMPLES = 12


class _StoppedError(Exception):
    """The person does not want the check any more."""


class DataChecks:
    """The checks that were asked for since the server began."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told: dict[str, CheckTold] = {}
        self._stopped: set[str] = set()
        self._worker = ThreadPoolExecutor(1, "netwright-check")

    def start(self, path: str, target: str) -> CheckTold:
        """Begin a check, unless one of that path is under way.

        Raises:
            UsageError: The path leads out of the input folder, or too many checks wait.
        """
        place = inside(input_folder(), path)
        with self._lock:
            known = self._told.get(path)
            if known is not None and known.state in _UNDER_WAY:
                return known
            waiting = [t for t in self._told.values() if t.state in _UNDER_WAY]
            if len(waiting) >= _MOST_WAITING:
                raise UsageError(
                    f"{len(waiting)} checks are under way already.", fix="wait for one to end."
                )
            self._stopped.discard(path)
            self._keep(CheckTold(path=path, state="waiting"))
        self._worker.submit(self._run, path, str(place), target)
        return self.told(path)

    def told(self, path: str) -> CheckTold:
        """How far it is."""
        with self._lock:
            return self._told.get(path) or CheckTold(path=path, state="none")

    def stop(self, path: str) -> CheckTold:
        """End it at its next step."""
        with self._lock:
            self._stopped.add(path)
        return self.told(path)

    def _keep(self, told: CheckTold) -> None:
        self._told.pop(told.path, None)
        self._told[told.path] = told
        ended = [path for path, t in self._told.items() if t.state not in _UNDER_WAY]
        for path in ended[: max(0, len(self._told) - _MOST_KEPT)]:
            del self._told[path]

    def _say(self, path: str, **changes: Any) -> None:
        with self._lock:
            self._keep(self._told[path].model_copy(update=changes))

    def _run(self, path: str, place: str, target: str) -> None:
        try:
            self._say(path, **_found(place, target, self._progress(path)))
        except _StoppedError:
            self._say(path, state="stopped")
        except NetwrightError as error:
            lines = [error.message, *(f"{name}: {at}" for name, at in error.places.items())]
            self._say(path, state="failed", error="\n".join(lines), fix=error.fix)
        except Exception as error:  # Nobody waits for this thread: what it says must be seen.
            self._say(path, state="failed", error=f"{type(error).__name__}: {error}")

    def _progress(self, path: str) -> Callable[[str, int, int], None]:
        def progress(what: str, done: int, total: int) -> None:
            if path in self._stopped:
                raise _StoppedError
            self._say(path, state="running", doing=what, done=done, total=total)

        progress("", 0, 0)
        return progress


def _found(place: str, target: str, progress: Callable[[str, int, int], None]) -> dict[str, Any]:
    columns = [name.strip() for name in target.split(",") if name.strip()]
    data = prepare(place, target=columns or None, skip_bad=True, on_progress=progress)
    report = check_data(data, on_progress=progress)
    return {
        "state": "done",
        "facts": report.facts,
        "findings": tuple(_findings(report)),
        "verdict": verdict(report),
    }


def _findings(report: CheckReport) -> list[FindingTold]:
    return [
        FindingTold(
            check=finding.check,
            severity=finding.severity,
            message=finding.message,
            fix=finding.fix,
            samples=finding.samples[:_MOST_SAMPLES],
        )
        for finding in report.findings
    ]
