"""Look at runs: list, show, compare and plot them."""

from __future__ import annotations

import typer

from netwright.training.commands.compare_runs import compare_runs
from netwright.training.commands.list_runs import list_runs
from netwright.training.commands.plot_runs import plot_runs
from netwright.training.commands.show_run import show_run

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, help=__doc__)
# A command is a file beside this one, and a line here.
app.command("list")(list_runs)
app.command("show")(show_run)
app.command("compare")(compare_runs)
app.command("plot")(plot_runs)
