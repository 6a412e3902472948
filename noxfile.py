"""What proves the project. `python3 tools/dev.py test` runs the default sessions.

torch takes gigabytes, so all sessions share one environment: the `.venv` that tools/dev.py makes.
Plain `nox` works as well; the first session makes that environment where it is missing.
"""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from pathlib import Path

import nox

sys.path.insert(0, str(Path(__file__).resolve().with_name("tools")))

from environment import ROOT, Environment
from installation import ensure

nox.needs_version = ">=2024.4.15"
nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "page", "tests", "wheels", "docs"]

DEVICES = [nox.param("cpu", id="cpu"), nox.param("cuda", id="cuda")]


@functools.cache
def environment() -> Environment:
    """The shared environment, made ready once in a run of nox."""
    shared = Environment()
    ensure(shared, "test", keep_python=True)
    return shared


def run(session: nox.Session, *arguments: str, **variables: str) -> None:
    """Run `python ARGUMENTS` in the shared environment; the session fails if it fails."""
    shared = environment()
    session.run(
        str(shared.python), *arguments, env={**shared.variables(), **variables}, external=True
    )


@nox.session
def lint(session: nox.Session) -> None:
    """Style, formatting and types."""
    run(session, "-m", "ruff", "check", ".")
    run(session, "-m", "ruff", "format", "--check", ".")
    run(session, "-m", "mypy", *typed_folders())


def typed_folders() -> list[str]:
    """The sources that mypy reads: the packages, the ComfyUI pack, the tools."""
    packages = sorted(ROOT.glob("packages/*/src"))
    folders = [*packages, ROOT / "comfyui-nodes" / "netwright_nodes", ROOT / "tools"]
    return [str(folder.relative_to(ROOT)) for folder in folders]


@nox.session
@nox.parametrize("device", DEVICES)
def tests(session: nox.Session, device: str) -> None:
    """The tests of all packages, and those of what crosses them."""
    if device == "cuda" and (reason := why_no_gpu()):
        if os.environ.get("NETWRIGHT_REQUIRE_CUDA") == "1":
            session.error(f"NETWRIGHT_REQUIRE_CUDA=1 asks for a GPU: {reason}")
        session.skip(reason)
    run(session, "-m", "pytest", *session.posargs, NETWRIGHT_TEST_DEVICE=device)


def why_no_gpu() -> str | None:
    """None where torch can use a GPU of this machine."""
    code = "import sys, torch; sys.exit(not torch.cuda.is_available())"
    shared = environment()
    ended = subprocess.run([str(shared.python), "-c", code], env=shared.variables())
    return "torch sees no CUDA device on this machine" if ended.returncode else None


@nox.session
def comfyui(session: nox.Session) -> None:
    """The nodes in a real ComfyUI, which COMFYUI_PATH names. Not among the default sessions.

    It is started by COMFYUI_PYTHON, the Python that has what ComfyUI needs, on a port of its own
    and with a folder of its own for all it writes, and stopped again.
    """
    if not os.environ.get("COMFYUI_PATH"):
        session.error("set COMFYUI_PATH to the folder that holds ComfyUI's main.py")
    run(session, "-m", "pytest", "comfyui-nodes/tests", *session.posargs)


@nox.session
def page(session: nox.Session) -> None:
    """What the pack adds to ComfyUI's page: its types, its tests, and that it is built anew."""
    run(session, "-m", "page_checks", *session.posargs, PYTHONPATH=str(ROOT / "tools"))


@nox.session
def wheels(session: nox.Session) -> None:
    """Every distribution is built, installed alone in a clean environment and used there."""
    run(session, "-m", "wheel_checks", *session.posargs, PYTHONPATH=str(ROOT / "tools"))


@nox.session
def docs(session: nox.Session) -> None:
    """Every example of the README files and of docs/ is run."""
    run(session, "-m", "runnable_docs", *session.posargs, PYTHONPATH=str(ROOT / "tools"))


@nox.session
def bench(session: nox.Session) -> None:
    """Times side by side, each against its bar. Not among the default sessions."""
    run(session, "-m", "bench", *session.posargs, PYTHONPATH=str(ROOT / "tools"))
