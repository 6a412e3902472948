"""A saved workflow opens forever: ids, sockets, the order of widgets and their defaults stay."""

from __future__ import annotations

from typing import Any

from golden_nodes import described, golden


def test_every_node_that_ever_was_is_there_and_as_it_was(small_host: Any) -> None:
    for id, about in golden().items():
        assert id in small_host.nodes, id
        now = described(small_host.nodes[id])
        assert now["outputs"] == about["outputs"], id
        assert now["shows"] == about["shows"], id
        assert now["inputs"][: len(about["inputs"])] == about["inputs"], id


def test_every_node_is_in_the_golden_file(small_host: Any) -> None:
    added = set(small_host.nodes) - set(golden())
    assert not added, "run: python comfyui-nodes/tests/golden_nodes.py"


def test_no_seed_is_drawn_anew_after_each_run(small_host: Any) -> None:
    """ComfyUI's page changes what is called seed after each run, unless told not to."""
    for id, node in small_host.nodes.items():
        for part in node.GET_SCHEMA().inputs:
            if part.id in ("seed", "noise_seed"):
                assert part.options["control_after_generate"] is False, id


def test_the_real_comfyui_shows_the_same_nodes(running_comfyui: Any, host: Any) -> None:
    if host is not running_comfyui:
        return
    shown = host.get("/object_info")
    for id, about in golden().items():
        assert shown[id]["output"] == [kind for _, kind in about["outputs"]], id
        assert shown[id]["output_name"] == [name for name, _ in about["outputs"]], id
        given = {**shown[id]["input"].get("required", {}), **shown[id]["input"].get("optional", {})}
        for part in about["inputs"]:
            if "default" in part:
                assert given[part["id"]][1]["default"] == part["default"], (id, part)
