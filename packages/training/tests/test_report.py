"""The page to look at after a run."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from netwright.interfaces.documents import Network, Warned
from netwright.layers import builder as b
from netwright.training import Run
from netwright.training.past import Past
from netwright.training.repeating import repeat_command
from netwright.training.report import story
from netwright.training.report.diagram import diagram


@pytest.fixture(scope="module")
def page(finished: Run) -> str:
    return finished.report.read_text(encoding="utf-8")


def headings(page: str) -> list[str]:
    return re.findall("<h2>(.*?)</h2>", page)


def test_the_page_has_its_parts_in_order(page: str) -> None:
    assert headings(page) == [
        "Training",
        "Held-out samples",
        "Confusion",
        "Class by class",
        "Network",
        "Data",
        "Time and memory",
        "Repeat it",
        "Use it",
    ]


def test_the_page_needs_no_network_and_every_file_it_names_is_there(
    page: str, finished: Run
) -> None:
    used = re.findall(r'(?:src|href)="([^"#]*)"', page)
    assert used
    assert all((finished.report.parent / name).is_file() for name in used), used
    addresses = set(re.findall(r"https?://[^\s\"<]*", page))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "<script" not in page


def test_the_networks_layers_are_drawn_in_the_page(page: str) -> None:
    assert page.count("<svg") == 1
    drawn = page[page.index("<svg") : page.index("</svg>")]
    for name in ("conv1a", "pool1", "head", "BatchNorm2d"):
        assert name in drawn


def test_the_page_says_how_to_repeat_the_run_and_what_it_took(page: str, finished: Run) -> None:
    assert repeat_command(finished) in unescape(page)
    assert re.search(r"Time</td><td>[\d.]+ s for 3 epochs, [\d.]+ s each", page)
    assert re.search(r"Memory</td><td>[\d.]+ [MG]B of the computer's at most", unescape(page))
    assert "1,438 to train on, 359 to validate on" in page


def test_the_page_is_readable_in_the_dark(page: str) -> None:
    assert "color-scheme: light dark" in page
    assert "prefers-color-scheme: dark" in page


def test_warnings_are_told_with_their_fix_and_nothing_in_them_is_html(
    finished: Run, tmp_path: Path
) -> None:
    shutil.copytree(finished.folder, tmp_path / "warned")
    run = Run(tmp_path / "warned")
    with run.events_file.open("a", encoding="utf-8") as file:
        file.write(Warned(message="<b>odd</b> & late", fix="go to bed").to_line())
    (section,) = story.warnings(Past(run))
    assert section.title == "Warnings"
    assert "&lt;b&gt;odd&lt;/b&gt; &amp; late" in section.html
    assert "Fix: go to bed" in section.html
    assert story.warnings(Past(finished)) == []


def test_a_run_without_a_data_check_has_no_such_part(finished: Run, tmp_path: Path) -> None:
    assert story.data_check(Past(Run(tmp_path))) == []
    (section,) = story.data_check(Past(finished))
    assert section.title == "Data"


def test_a_network_of_too_many_layers_is_not_drawn() -> None:
    x = b.flatten(b.input("image", (1, 2, 2)))
    network: Network = b.network(y=x)
    copies = tuple(network.nodes[0].model_copy(update={"id": f"n{i}"}) for i in range(401))
    section = diagram(network.model_copy(update={"nodes": copies}))
    assert section.html == "<p>Not drawn: It has 401 layers; at most 400 are drawn.</p>"


def test_without_graphviz_the_page_says_what_to_install(
    finished: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "")
    assert "pip install &#x27;netwright-layers[diagram]&#x27;" in diagram(finished.network).html
