"""What holds for every command of `netwright`."""

from __future__ import annotations

import pytest
import typer
from typer.testing import CliRunner


class CommandContract:
    """Subclass it with a fixture `app`: the typer.Typer that the entry point names."""

    @pytest.fixture
    def app(self) -> typer.Typer:
        raise NotImplementedError("give the command's typer.Typer")

    def test_help_says_what_it_does_and_describes_every_option(self, app: typer.Typer) -> None:
        result = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"})
        assert result.exit_code == 0
        assert "Usage" in result.stdout

    def test_an_unknown_option_is_a_usage_error(self, app: typer.Typer) -> None:
        result = CliRunner().invoke(app, ["--no-such-option"])
        assert result.exit_code == 2
        assert not isinstance(result.exception, (AttributeError, TypeError, ImportError))
