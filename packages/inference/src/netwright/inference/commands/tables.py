"""Tables on stdout: cut to fit a terminal, whole where there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from netwright.inference.terminal_text import printable

_UNBOUNDED = 1000


def print_table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1, title: str = ""
) -> None:
    """Print rows of cells under their heads.

    Args:
        heads: What the columns are called.
        rows: A cell for each column.
        words: How many columns from the left hold words; numbers are put to the right.
        title: A line above.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for number, head in enumerate(heads):
        table.add_column(head, no_wrap=True, justify="left" if number < words else "right")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    # Piped, a line is as long as it is; on a terminal, columns are cut to fit.
    terminal = Console(file=sys.stdout).is_terminal
    console = Console(file=sys.stdout, highlight=False, width=None if terminal else _UNBOUNDED)
    if title:
        console.print(Text(f"\n{title}"), style="bold")
    console.print(table)
