"""The nodes in Chinese: what the page looks for, and nothing that no node says any more."""

from __future__ import annotations

import json
from typing import Any

import pytest

from comfyui_locales import locale_files, unused
from stand_in_nodes import PACK

TABLES = sorted((PACK / "translations").glob("*.json"))


def test_files_are_those_that_nodes_and_translations_give_now(small_host: Any) -> None:
    files = locale_files(small_host.nodes, PACK / "translations")
    for name, text in files.items():
        assert (PACK / "locales" / name).read_text("utf-8") == text, (
            "run: python tools/write_comfyui_pages.py"
        )


@pytest.mark.parametrize("table", TABLES, ids=lambda file: file.stem)
def test_every_translation_is_of_something_that_a_node_says(small_host: Any, table: Any) -> None:
    left_over = unused(small_host.nodes, json.loads(table.read_text("utf-8")))
    assert not left_over, "run: python tools/write_comfyui_pages.py"


def test_both_chinese_tables_translate_the_same() -> None:
    simplified, traditional = (json.loads(file.read_text("utf-8")) for file in TABLES)
    assert set(simplified) == set(traditional)


def test_a_layer_is_told_in_chinese(small_host: Any) -> None:
    files = locale_files(small_host.nodes, PACK / "translations")
    conv = json.loads(files["zh/nodeDefs.json"])["NetwrightLayerConv2d"]
    assert conv["description"] == "让学到的卷积核在高和宽上滑动：二维卷积。"
    assert conv["inputs"]["in_channels"]["tooltip"] == "输入的通道数。省略时取自输入。0 表示省略。"


def test_a_layer_keeps_the_name_that_torch_gives_it(small_host: Any) -> None:
    files = locale_files(small_host.nodes, PACK / "translations")
    shown = json.loads(files["zh/nodeDefs.json"])
    assert not [
        id for id in shown if id.startswith("NetwrightLayer") and "display_name" in shown[id]
    ]


def test_the_real_comfyui_serves_the_translations(running_comfyui: Any) -> None:
    if running_comfyui is None:
        pytest.skip("set COMFYUI_PATH to a checkout of ComfyUI to run against the real one")
    served = running_comfyui.get("/i18n")
    assert served["zh"]["nodeDefs"]["NetwrightTrain"]["display_name"] == "训练"
    assert served["zh-TW"]["nodeCategories"]["Convolution"] == "卷積"
