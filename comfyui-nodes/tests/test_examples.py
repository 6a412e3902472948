"""The example workflows: as their tool writes them, and each of them runs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from comfyui_examples import examples
from netwright_nodes.standalone.ours import without_foreign
from netwright_nodes.standalone.workflow_files import read_workflow
from stand_in_nodes import PACK

FOLDER = PACK / "example_workflows"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))

SHOWS = {
    "digits": ("NetwrightForwardTest", "%, "),
    "fine-tune a backbone": ("NetwrightApplyModel", "%"),
    "regression from a table": ("NetwrightPredictValues", "period_s "),
    "segmentation to a mask": ("NetwrightApplyModel", "background "),
    "denoise images": ("NetwrightApplyModel", ""),
    "sort images by quality": ("NetwrightRouteImages", "are taken"),
}


def test_the_files_are_those_that_the_tool_writes(small_host: Any) -> None:
    written = {name: json.loads((FOLDER / f"{name}.json").read_text("utf-8")) for name in NAMES}
    assert written == json.loads(json.dumps(examples(small_host.nodes)))


@pytest.mark.parametrize("name", NAMES)
def test_each_example_runs(host: Any, small_host: Any, name: str) -> None:
    prompt = read_workflow(FOLDER / f"{name}.json", small_host.nodes)
    prompt, left_out = without_foreign(prompt, small_host.nodes)
    assert not left_out
    outcome = host.run(prompt)
    assert outcome.succeeded, outcome
    node_type, says = SHOWS[name]
    node = next(id for id, node in prompt.items() if node["class_type"] == node_type)
    assert says in "".join(outcome.shown[node].get("text", ()))
    assert outcome.previews
