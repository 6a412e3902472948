"""The `netwright` command: finds the commands of the installed packages, and imports none of them.

A package adds a command with an entry point in the group ``netwright.commands`` that names a
`typer.Typer`. The line that `netwright --help` shows for it is the first line of the docstring of
the module, read from its source, so that asking for help never imports torch.
"""

from __future__ import annotations

import ast
import importlib.machinery
import io
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
        super().__init__(name=entry.name, callback=None)
        self._entry = entry

    def get_short_help_str(self, limit: int = 45) -> str:
        return _summary(self._entry.module)

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> Any:
        real = typer.main.get_command(self._entry.load())
        return real.make_context(info_name, args, *rest, **extra)


class _InstalledCommands(TyperGroup):
    """The commands of whatever packages are installed."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {entry.name: _LazyCommand(entry) for entry in _installed()}


def _installed() -> list[EntryPoint]:
    return sorted(entry_points(group=GROUP), key=lambda entry: entry.name)


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


app = typer.Typer(cls=_InstalledCommands, no_args_is_help=True, rich_markup_mode=None)


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
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except NetwrightError as error:
        typer.echo(error.render(), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
