"""Pages of HTML that open from the disk: one look for the report of a run and of an evaluation.

They ask for nothing from a network, run no script, and are readable in the dark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{name}</title>
<style>
  :root {{ color-scheme: light dark; --text: #222; --quiet: #666; --ground: #fff; --line: #bbb;
          --code: #f4f4f4; }}
  @media (prefers-color-scheme: dark) {{
    :root {{ --text: #ddd; --quiet: #999; --ground: #181a1b; --line: #555; --code: #262829; }}
    img, .diagram {{ background: #fff; border-radius: 6px; }}
  }}
  body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
         padding: 0 1rem; color: var(--text); background: var(--ground); }}
  h1 {{ margin-bottom: 0; }}
  h2 {{ margin-top: 2.2rem; }}
  img {{ max-width: 100%; }}
  a {{ color: inherit; }}
  pre {{ white-space: pre-wrap; overflow-wrap: anywhere; background: var(--code); padding: 0.6rem;
        border-radius: 6px; }}
  td, th {{ padding: 0.1rem 1.5rem 0.1rem 0; vertical-align: top; text-align: left; }}
  th, .facts td:first-child {{ color: var(--quiet); font-weight: normal; }}
  .facts td:first-child {{ white-space: nowrap; }}
  .note {{ border-left: 4px solid var(--line); padding-left: 1rem; margin: 1rem 0; }}
  .note p {{ margin: 0.2rem 0; }}
  .note.warning {{ border-color: #f58518; }}
  .note.misleading {{ border-color: #c0392b; }}
  .samples {{ color: var(--quiet); font-size: 0.85rem; overflow-wrap: anywhere; }}
  .diagram {{ overflow: auto; max-height: 40rem; padding: 0.5rem; }}
  .diagram svg {{ max-width: 100%; height: auto; }}
</style>
<h1>{name}</h1>
<p>{headline}</p>
{facts}
{sections}
</html>
"""


class Section(NamedTuple):
    """A heading with HTML below it."""

    title: str
    html: str


def picture(title: str, file: str, alt: str, text: str = "") -> Section:
    """A picture of the report's folder, with a line above it."""
    line = f"<p>{escape(text)}</p>\n" if text else ""
    return Section(title, f'{line}<img src="{file}" alt="{escape(alt)}">')


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Section:
    """A table; numbers are shown with four digits, and what is not a number as a dash."""
    lines = [_row("th", head), *(_row("td", [_cell(value) for value in row]) for row in rows)]
    return Section(title, '<table class="numbers">' + "\n".join(lines) + "</table>")


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Names, and what is to be said of each, as HTML."""
    lines = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in rows
    )
    return f'<table class="facts">{lines}</table>'


def page(
    name: str, headline: str, about: Iterable[tuple[str, str]], sections: Iterable[Section]
) -> str:
    """A whole page.

    Args:
        name: What it is about.
        headline: What matters most, in a sentence.
        about: Facts for the top of the page.
        sections: Its parts, in order.
    """
    return _PAGE.format(
        name=escape(name),
        headline=escape(headline),
        facts=facts(about),
        sections="\n".join(f"<h2>{escape(s.title)}</h2>\n{s.html}" for s in sections),
    )


def _row(tag: str, cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "–" if value != value else f"{value:.4g}"
    return str(value)
