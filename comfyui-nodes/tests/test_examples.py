"""The example workflows: as their tool writes them, and each of them runs."""

from __future__ import annotations

import json
from pathlib import Path
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


def backbone_prompt(small_host: Any, weights: str) -> tuple[Any, str]:
    """The example of a backbone for one epoch, with those weights; and its training node."""
    prompt = read_workflow(FOLDER / "fine-tune a backbone.json", small_host.nodes)
    by_type = {node["class_type"]: id for id, node in prompt.items()}
    prompt[by_type["NetwrightLayerBackbone"]]["inputs"]["weights"] = weights
    prompt[by_type["NetwrightTrain"]]["inputs"]["epochs"] = 1
    return prompt, by_type["NetwrightTrain"]


def test_a_backbone_begins_with_the_weights_of_a_file(small_host: Any, tmp_path: Path) -> None:
    from safetensors.torch import save_file
    from torchvision.models import squeezenet1_1

    file = tmp_path / "weights.safetensors"
    save_file(squeezenet1_1().state_dict(), file)
    prompt, _ = backbone_prompt(small_host, str(file))
    outcome = small_host.run(prompt)
    assert outcome.succeeded, outcome


def test_weights_that_are_not_there_are_told_of_without_a_network(
    small_host: Any, tmp_path: Path
) -> None:
    prompt, train = backbone_prompt(small_host, str(tmp_path / "nowhere.pth"))
    node, message = small_host.run(prompt).failed
    assert node == train
    assert "nowhere.pth" in message
    assert "fix: " in message
