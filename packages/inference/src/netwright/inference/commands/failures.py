"""Telling of what cannot be predicted while the rest goes on."""

from __future__ import annotations

import typer

from netwright.inference.input_files import FileKind, expand
from netwright.interfaces.errors import DataError, NetwrightError

_MOST = 20
"""More of them say the same; a file of a million bad rows must not fill the terminal."""


class Failures:
    """Counts mistakes, and tells of the first ones on stderr."""

    def __init__(self) -> None:
        self.count = 0

    def tell(self, error: NetwrightError) -> None:
        """One more."""
        self.count += 1
        if self.count <= _MOST:
            typer.echo(error.render(), err=True)

    def expanded(self, arguments: list[str], kind: FileKind) -> list[str]:
        """The paths that arguments stand for; those that stand for nothing are told of."""
        paths: list[str] = []
        for argument in arguments:
            try:
                paths += expand(argument, kind)
            except DataError as error:
                self.tell(error)
        return paths

    def end(self) -> None:
        """Say how many were not told of, and end with exit code 2 if there were any."""
        if self.count > _MOST:
            typer.echo(f"and {self.count - _MOST} more mistakes.", err=True)
        if self.count:
            raise typer.Exit(2)
