"""What holds for every command of `netwright`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import typer
from typer.testing import CliRunner


class CommandContract:
    """Subclass it with a fixture `app`: the typer.Typer that the entry point names."""

    @pytest.fixture
    def app(self) -> typer.Typer:
        raise NotImplementedError("give the command's typer.Typer")

    def test_help_describes_every_option(self, app: typer.Typer) -> None:
        for name, command in _commands(app):
            assert command.help, f"{name} has no help"
            silent = [p.name for p in command.params if not getattr(p, "help", "")]
            assert not silent, f"{name} does not describe {silent}"
            result = CliRunner().invoke(app, [*name.split(), "--help"], prog_name="netwright")
            assert result.exit_code == 0, result.output
            assert "Usage" in result.stdout

    def test_an_unknown_option_is_a_usage_error(self, app: typer.Typer) -> None:
        result = CliRunner().invoke(app, ["--no-such-option"])
        assert result.exit_code == 2
        assert "no-such-option" in result.output


def _commands(app: typer.Typer) -> Iterator[tuple[str, Any]]:
    command: Any = typer.main.get_command(app)
    yield "", command
    yield from getattr(command, "commands", {}).items()
