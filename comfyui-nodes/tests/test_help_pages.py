"""Every node has a page of help, and it says what is so."""

from __future__ import annotations

from typing import Any

import pytest

from comfyui_pages import help_pages
from stand_in_nodes import PACK

FOLDER = PACK / "web" / "docs"


@pytest.fixture
def pages(small_host: Any) -> dict[str, str]:
    return help_pages(small_host.nodes)


def test_pages_are_those_that_the_nodes_give_now(pages: dict[str, str]) -> None:
    written = {file.name: file.read_text("utf-8") for file in FOLDER.glob("*.md")}
    outdated = [name for name in {**pages, **written} if pages.get(name) != written.get(name)]
    assert not outdated, "run: python tools/write_comfyui_pages.py"


def test_a_layer_page_tells_its_widgets_and_shapes(pages: dict[str, str]) -> None:
    page = pages["NetwrightLayerConv2d.md"]
    assert "| `kernel_size` | text | `3` | Size of the kernels" in page
    assert "`[3,8,8] → [8,8,8]`" in page


def test_every_input_of_every_node_is_explained(small_host: Any) -> None:
    for id, node in small_host.nodes.items():
        for part in node.GET_SCHEMA().inputs:
            is_widget = "default" in part.options
            assert part.options.get("tooltip") or not is_widget, f"{id}: {part.id}"
        assert node.GET_SCHEMA().description, id


def test_the_real_comfyui_serves_the_pages(running_comfyui: Any) -> None:
    if running_comfyui is None:
        pytest.skip("set COMFYUI_PATH to a checkout of ComfyUI to run against the real one")
    place = "/extensions/comfyui-netwright/docs/NetwrightLayerConv2d.md"
    assert "# Conv2d" in running_comfyui.text(place)
