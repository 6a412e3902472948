"""Look after the data that networks are trained on."""

from __future__ import annotations

import typer

from netwright.data.commands import cache
from netwright.data.commands.check import check
from netwright.data.commands.preview import preview
from netwright.data.commands.split import split

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, help=__doc__)
# A command is a file beside this one, and a line here.
app.add_typer(cache.app, name="cache")
app.command()(check)
app.command()(preview)
app.command()(split)
