"""A workflow's file from beginning to end, told in a terminal."""

from __future__ import annotations

import importlib
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from .. import __name__ as _PACK
from .ours import without_foreign
from .outcome import Outcome, Prompt
from .workflow_files import read_workflow

STAND_IN = Path(__file__).with_name("stand_in")
DONE, WRONG, STOPPED = 0, 2, 130


def run_workflow(workflow: Path, base: Path, *, as_json: bool) -> int:
    """The exit code. What nodes show goes to stdout, what they tell meanwhile to stderr.

    Args:
        workflow: The file.
        base: The folder that holds `input`, `output` and `models`; they are made where missing.
        as_json: Whether what nodes show comes as lines of JSON.

    Raises:
        UsageError: The file is no workflow, or needs ComfyUI itself.
    """
    sys.path.insert(0, str(STAND_IN))
    from .small import SmallHost

    base.mkdir(parents=True, exist_ok=True)
    host = SmallHost(_pack(), base.absolute())
    host.nodes["LoadImage"] = importlib.import_module(".load_image", __package__).LoadImage
    prompt, left_out = without_foreign(read_workflow(workflow, host.nodes), host.nodes)
    for foreign in left_out:
        _say(f"{foreign} is left out: it is none of Netwright's nodes.")
    _server().listener = lambda node, text: _say(f"{_named(prompt, node)}: {text}")
    with _cancelled_by_signal(host):
        outcome = host.run(prompt)
    _show(prompt, outcome, as_json)
    return _code(prompt, outcome)


def _pack() -> ModuleType:
    return importlib.import_module(_PACK)


def _server() -> Any:
    return importlib.import_module("server").PromptServer.instance


@contextmanager
def _cancelled_by_signal(host: Any) -> Iterator[None]:
    """Ctrl-C does what ComfyUI's cancel does; a second one ends the program."""

    def cancel(number: int, frame: Any) -> None:
        signal.signal(signal.SIGINT, before)
        host.interrupt()

    before = signal.signal(signal.SIGINT, cancel)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _show(prompt: Prompt, outcome: Outcome, as_json: bool) -> None:
    for node, shown in outcome.shown.items():
        text = "".join(shown.get("text", ()))
        if as_json:
            content = {"node": node, "type": prompt[node]["class_type"], "text": text}
            print(json.dumps(content, ensure_ascii=False))
        elif text:
            print(f"{_named(prompt, node)}:\n{text}\n")


def _code(prompt: Prompt, outcome: Outcome) -> int:
    for node, problems in outcome.invalid.items():
        for problem in problems:
            _say(f"{_named(prompt, node)}: {problem}")
    if outcome.failed is not None:
        node, message = outcome.failed
        _say(f"{_named(prompt, node)}: {message}")
    if outcome.interrupted is not None:
        _say(f"{_named(prompt, outcome.interrupted)} was stopped; its work is kept.")
        return STOPPED
    return DONE if outcome.succeeded else WRONG


def _named(prompt: Prompt, node: str) -> str:
    return f"{prompt[node]['class_type']} #{node}"


def _say(line: str) -> None:
    print(line, file=sys.stderr)
