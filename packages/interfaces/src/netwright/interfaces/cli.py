"""The `netwright` command: finds the commands of the installed packages, and imports none of them.

A package adds a command with an entry point in the group ``netwright.commands`` that names a
`typer.Typer`. The line that `netwright --help` shows for it is the first line of the docstring of
the module, read from its source, so that asking for help never imports torch.
"""

from __future__ import annotations

import ast
import importlib.util
import sys
from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points, version
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from netwright.interfaces.errors import NetwrightError

GROUP = "netwright.commands"


class _LazyCommand(TyperCommand):
    """Stands for a command in the list; the real one is imported when it is called."""

    def __init__(self, entry: EntryPoint) -> None:
        super().__init__(name=entry.name, callback=None, help=_summary(entry.module))
        self._entry = entry

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> Any:
        real = typer.main.get_command(self._entry.load())
        return real.make_context(info_name, args, *rest, **extra)


class _InstalledCommands(TyperGroup):
    """The commands of whatever packages are installed."""

    def list_commands(self, ctx: Any) -> list[str]:
        return sorted(entry_points(group=GROUP).names)

    def get_command(self, ctx: Any, cmd_name: str) -> _LazyCommand | None:
        found = tuple(entry_points(group=GROUP, name=cmd_name))
        return _LazyCommand(found[0]) if found else None


def _summary(module: str) -> str:
    """The first line of the module's docstring, without importing the module."""
    *packages, leaf = module.split(".")
    folders: Sequence[str] | None = None
    for depth in range(1, len(packages) + 1):
        spec = _find_spec(".".join(packages[:depth]), folders)
        folders = None if spec is None else spec.submodule_search_locations
    for folder in folders or ():
        source = Path(folder, f"{leaf}.py")
        if source.is_file():
            docstring = ast.get_docstring(ast.parse(source.read_bytes())) or ""
            return docstring.partition("\n")[0]
    return ""


def _find_spec(name: str, folders: Sequence[str] | None) -> importlib.machinery.ModuleSpec | None:
    # importlib.util.find_spec would import the parent packages.
    for finder in sys.meta_path:
        if spec := finder.find_spec(name, folders):
            return spec
    return None


app = typer.Typer(cls=_InstalledCommands, no_args_is_help=True, rich_markup_mode="rich")


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"netwright {version('netwright-interfaces')}")
        raise typer.Exit


@app.callback()
def netwright(
    show_version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """Build, train, export and use your own neural networks.

    Start with: netwright demo
    """


def main() -> None:
    """Run the command line. Mistakes of the user end with one message and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        # A label in any script must not crash a Windows console that cannot show it.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except NetwrightError as error:
        typer.echo(error.render(), err=True)
        sys.exit(2)
