"""A real ComfyUI, started for the tests with a folder of its own and asked over HTTP."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any

from netwright_nodes.standalone.outcome import Outcome, Prompt

_START_SECONDS, _PROMPT_SECONDS = 180, 120


class RealHost:
    """A ComfyUI process. It sees the pack as one that lies in its `custom_nodes`.

    COMFYUI_FRONT_END names the folder of another front-end than its own.

    Args:
        checkout: The folder of ComfyUI.
        pack: The folder of the pack.
        base: A folder for its inputs, outputs, models and custom nodes.
    """

    in_process = False

    def __init__(self, checkout: Path, pack: Path, base: Path) -> None:
        self.input, self.output, self.temp = base / "input", base / "output", base / "temp"
        _link(pack, base / "custom_nodes" / "comfyui-netwright")
        idle = Path(__file__).with_name("do_nothing.py")
        (base / "custom_nodes" / idle.name).symlink_to(idle)
        self._port, self._log = _free_port(), base / "comfyui.log"
        command = [os.environ.get("COMFYUI_PYTHON", sys.executable), str(checkout / "main.py")]
        options = ["--cpu", "--listen", "127.0.0.1", "--port", str(self._port)]
        options += ["--base-directory", str(base), "--disable-auto-launch"]
        if front_end := os.environ.get("COMFYUI_FRONT_END"):
            options += ["--front-end-root", front_end]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen([*command, *options], stdout=log, stderr=log)
        self._wait_until_up()

    @property
    def address(self) -> str:
        """Where its page is."""
        return f"http://127.0.0.1:{self._port}"

    def close(self) -> None:
        """Stop it."""
        self._process.terminate()
        self._process.wait(30)

    def interrupt(self) -> None:
        """Press cancel."""
        self.post("/interrupt", {})

    def run(self, prompt: Prompt) -> Outcome:
        """Run a prompt and wait for its end."""
        import websocket

        client = uuid.uuid4().hex
        stream = websocket.create_connection(
            f"ws://127.0.0.1:{self._port}/ws?clientId={client}", timeout=_PROMPT_SECONDS
        )
        try:
            status, answer = self.post("/prompt", {"prompt": prompt, "client_id": client})
            outcome = Outcome(invalid=_problems(answer))
            if status == 200:
                _follow(stream, answer["prompt_id"], outcome)
        finally:
            stream.close()
        return outcome

    def text(self, path: str) -> str:
        """What it answers."""
        with urllib.request.urlopen(f"{self.address}{path}", timeout=60) as answer:
            return answer.read().decode()

    def get(self, path: str) -> Any:
        """What it answers, as JSON."""
        return json.loads(self.text(path))

    def post(self, path: str, content: Any) -> tuple[int, Any]:
        """The status and the answer, as JSON."""
        asked = urllib.request.Request(f"{self.address}{path}", json.dumps(content).encode())
        asked.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                text = answer.read()
                return answer.status, json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())

    def _wait_until_up(self) -> None:
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end:
            if self._process.poll() is not None:
                break
            try:
                self.get("/system_stats")
            except OSError:
                time.sleep(0.3)
            else:
                return
        raise RuntimeError(f"ComfyUI did not start:\n{self._log.read_text(errors='replace')}")


def _problems(answer: Any) -> dict[str, list[str]]:
    found = answer.get("node_errors") or {}
    return {
        node: [f"{error['message']}: {error['details']}" for error in about["errors"]]
        for node, about in found.items()
    }


def _follow(stream: Any, prompt_id: str, outcome: Outcome) -> None:
    """Take down what it tells until the prompt has ended."""
    while True:
        message = stream.recv()
        if isinstance(message, bytes):
            _note_binary(message, outcome)
            continue
        told = json.loads(message)
        kind, data = told["type"], told["data"]
        if data.get("prompt_id") != prompt_id:
            continue
        if kind == "execution_cached":
            outcome.cached = list(data["nodes"])
        elif kind == "executing" and data["node"] is not None:
            outcome.ran.append(data["node"])
        elif kind == "executed":
            if data["output"]:
                outcome.shown[data["node"]] = data["output"]
        elif kind == "progress":
            outcome.progress.append((data["node"], data["value"], data["max"]))
        elif kind == "execution_error":
            outcome.failed = (data["node_id"], data["exception_message"].rstrip())
        elif kind == "execution_interrupted":
            outcome.interrupted = data["node_id"]
        if kind in ("execution_error", "execution_interrupted", "execution_success"):
            if not outcome.succeeded and outcome.ran:
                outcome.ran.pop()
            return


def _note_binary(message: bytes, outcome: Outcome) -> None:
    kind = int.from_bytes(message[:4], "big")
    if kind == 3:
        length = int.from_bytes(message[4:8], "big")
        node, text = message[8 : 8 + length], message[8 + length :]
        outcome.texts.append((node.decode(), text.decode()))
    else:
        outcome.previews += 1


def _link(pack: Path, place: Path) -> None:
    for name in ("input", "output", "temp", "models", "user"):
        (place.parents[1] / name).mkdir(parents=True, exist_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(pack, target_is_directory=True)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
