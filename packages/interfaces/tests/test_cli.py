import subprocess
import sys
import textwrap
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from typer.testing import CliRunner

from netwright.interfaces import cli


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package with a command `greet` whose import would be noticed."""
    (tmp_path / "plug").mkdir()
    (tmp_path / "plug" / "__init__.py").write_text("")
    (tmp_path / "plug" / "greet.py").write_text(
        textwrap.dedent('''
        """Greet a person by name."""
        import typer
        from netwright.interfaces.errors import DataError
        app = typer.Typer()

        @app.command()
        def greet(name: str) -> None:
            if name == "nobody":
                raise DataError("there is nobody to greet.", file="nobody", fix="give a name.")
            print(f"hello {name}")
        ''')
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    entry = EntryPoint("greet", "plug.greet:app", cli.GROUP)
    monkeypatch.setattr(cli, "_installed", lambda: [entry])
    monkeypatch.delitem(sys.modules, "plug", raising=False)
    monkeypatch.delitem(sys.modules, "plug.greet", raising=False)
    return "plug.greet"


def test_help_shows_a_commands_first_line_without_importing_it(plugin: str) -> None:
    result = CliRunner().invoke(cli.app, ["--help"])
    assert "Greet a person by name." in result.stdout
    assert plugin not in sys.modules
    assert "plug" not in sys.modules


def test_a_command_is_imported_when_it_is_called(plugin: str) -> None:
    result = CliRunner().invoke(cli.app, ["greet", "Ada"])
    assert result.stdout == "hello Ada\n"
    assert plugin in sys.modules


def test_a_commands_own_help_shows_its_arguments(plugin: str) -> None:
    usage = CliRunner().invoke(cli.app, ["greet", "--help"]).stdout
    assert "name" in usage.lower()


def test_a_mistake_ends_with_one_message_and_exit_code_2(
    plugin: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["netwright", "greet", "nobody"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert capfd.readouterr().err == (
        "DataError: there is nobody to greet.\n  file: nobody\n  fix: give a name.\n"
    )


def test_an_unknown_command_is_a_usage_error(plugin: str) -> None:
    result = CliRunner().invoke(cli.app, ["gret"])
    assert result.exit_code == 2
    assert "No such command 'gret'" in result.output
    assert "greet" in result.output


def test_the_installed_command_says_its_version() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "netwright.interfaces.cli", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("netwright 0.")
