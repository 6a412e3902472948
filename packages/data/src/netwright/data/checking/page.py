"""A check's report as a page that opens from the disk, with the pictures it speaks of inside."""

from __future__ import annotations

import base64
import io
from html import escape
from pathlib import Path

from PIL import Image

from netwright.data.checking.finding import CheckReport, Finding
from netwright.data.checking.named_samples import named_pixels
from netwright.data.checking.text import MARKS, verdict
from netwright.data.samples import Prepared
from netwright.interfaces.files import write_atomic

_SIDE = 112

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Check of {name}</title>
<style>
  body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
         padding: 0 1rem; color: #222; background: #fff; }}
  td {{ padding: 0.1rem 1.5rem 0.1rem 0; vertical-align: top; }}
  td:first-child {{ color: #666; }}
  section {{ border-left: 4px solid #bbb; padding-left: 1rem; margin: 1.5rem 0; }}
  section.misleading {{ border-color: #c0392b; }}
  section.warning {{ border-color: #f58518; }}
  h2 {{ font-size: 1.05rem; margin: 0; }}
  p {{ margin: 0.2rem 0; }}
  ul {{ display: flex; flex-wrap: wrap; gap: 0.8rem; padding: 0; list-style: none; }}
  li {{ display: flex; gap: 0.5rem; }}
  figure {{ margin: 0; max-width: 10rem; }}
  figure img {{ height: 7rem; image-rendering: pixelated; display: block; }}
  figcaption {{ font-size: 0.75rem; overflow-wrap: anywhere; color: #444; }}
</style>
<h1>Check of {name}</h1>
<p><strong>{verdict}</strong></p>
<table>{facts}</table>
{findings}
</html>
"""


def write_page(report: CheckReport, data: Prepared, path: Path) -> None:
    """Write the report to `path`, whole or not at all.

    Args:
        report: What was found.
        data: The data set that it was found in; its images are shown.
        path: An ``.html`` file.
    """
    facts = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in report.facts.items()
    )
    findings = "\n".join(_section(finding, data) for finding in report.findings)
    content = _PAGE.format(
        name=escape(report.name), verdict=escape(verdict(report)), facts=facts, findings=findings
    )
    write_atomic(path, content)


def _section(finding: Finding, data: Prepared) -> str:
    mark = MARKS[finding.severity]
    size = finding.groups
    groups = [
        finding.samples[start : start + size] for start in range(0, len(finding.samples), size)
    ]
    items = "".join(
        f"<li>{''.join(_figure(name, data) for name in group)}</li>" for group in groups
    )
    return (
        f'<section class="{finding.severity}"><h2>{mark} {escape(finding.check)}</h2>'
        f"<p>{escape(finding.message)}</p><p>Fix: {escape(finding.fix)}</p>"
        + (f"<ul>{items}</ul>" if items else "")
        + "</section>"
    )


def _figure(words: str, data: Prepared) -> str:
    picture = _picture(words, data)
    image = "" if picture is None else f'<img alt="" src="data:image/png;base64,{picture}">'
    return f"<figure>{image}<figcaption>{escape(words)}</figcaption></figure>"


def _picture(words: str, data: Prepared) -> str | None:
    """The image of the sample that a line of a finding begins with, as base64 of a PNG."""
    pixels = named_pixels(words, data)
    if pixels is None:
        return None
    image = Image.fromarray(pixels.squeeze(-1) if pixels.shape[-1] == 1 else pixels)
    if max(image.size) > 2 * _SIDE:
        image.thumbnail((2 * _SIDE, 2 * _SIDE))
    content = io.BytesIO()
    image.save(content, "png")
    return base64.b64encode(content.getvalue()).decode("ascii")
