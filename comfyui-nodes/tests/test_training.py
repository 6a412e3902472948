"""From pictures in the input folder to an answer, wired on the canvas."""

from __future__ import annotations

import json
import shutil
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from netwright.data import write_digits
from netwright.training import Run


@pytest.fixture(scope="session")
def few_digits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty images of each digit, one folder a class."""
    everything = write_digits(tmp_path_factory.mktemp("all") / "digits")
    few = tmp_path_factory.mktemp("few") / "digits"
    for folder in filter(Path.is_dir, (everything or few).iterdir()):
        (few / folder.name).mkdir(parents=True)
        for file in sorted(folder.iterdir())[:30]:
            shutil.copy(file, few / folder.name)
    return few


@pytest.fixture
def digits(host: Any, few_digits: Path, request: pytest.FixtureRequest) -> str:
    """The name of a copy in the host's input folder."""
    name = f"digits-{abs(hash(request.node.name))}"
    shutil.copytree(few_digits, host.input / name)
    return name


def network(canvas: Any, dataset: Any) -> Any:
    image = canvas.add("NetwrightImageInput", dataset=dataset)
    conv = canvas.layer("ReLU", canvas.layer("Conv2d", image, padding="same"))
    logits = canvas.layer("Linear", canvas.layer("Flatten", conv), out_features=10)
    return canvas.add("NetwrightNetwork", **{"inputs.input_0": logits})


def the_run(outcome: Any, train: Any) -> Run:
    return Run.open(outcome.text(train.node).removeprefix("run: "))


def test_a_wired_network_is_trained_and_told_of(host: Any, canvas: Any, digits: str) -> None:
    dataset = canvas.add("NetwrightDataset", path=digits)
    train = canvas.add(
        "NetwrightTrain", dataset=dataset, network=network(canvas, dataset), epochs=2
    )
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    run = the_run(outcome, train)
    assert run.model.is_file()
    assert outcome.text(dataset.node) == "classification: 240 to train on, 60 to validate on"
    assert (train.node, 8, 8) in outcome.progress
    told = [text for node, text in outcome.texts if node == train.node]
    assert told[-1].startswith("epoch 2 of 2: train_loss ")


def test_the_same_workflow_is_not_trained_twice(host: Any, canvas: Any, digits: str) -> None:
    dataset = canvas.add("NetwrightDataset", path=digits)
    train = canvas.add("NetwrightTrain", dataset=dataset, epochs=1)
    first = host.run(canvas.prompt)
    again = host.run(canvas.prompt)
    assert not again.ran
    assert the_run(again, train) == the_run(first, train)


def test_a_changed_folder_is_trained_on_anew(host: Any, canvas: Any, digits: str) -> None:
    dataset = canvas.add("NetwrightDataset", path=digits)
    train = canvas.add("NetwrightTrain", dataset=dataset, epochs=1)
    host.run(canvas.prompt)
    next((host.input / digits / "3").iterdir()).unlink()
    outcome = host.run(canvas.prompt)
    assert outcome.ran == [dataset.node, train.node]


def test_cancel_keeps_the_work_and_gives_no_result(host: Any, canvas: Any, digits: str) -> None:
    dataset = canvas.add("NetwrightDataset", path=digits)
    train = canvas.add("NetwrightTrain", dataset=dataset, epochs=500, seed=7)
    before = set((host.output / "netwright" / "runs").glob("*"))
    waiting = threading.Thread(target=_press_cancel, args=(host, before))
    waiting.start()
    outcome = host.run(canvas.prompt)
    waiting.join()
    assert outcome.interrupted == train.node
    [folder] = set((host.output / "netwright" / "runs").glob("*")) - before
    assert Run(folder).last_checkpoint.is_file()
    assert Run(folder).model.is_file()
    assert train.node not in outcome.shown


def _press_cancel(host: Any, before: set[Path]) -> None:
    """Once an epoch is done."""
    runs = host.output / "netwright" / "runs"
    for _ in range(600):
        new = set(runs.glob("*")) - before
        if any(Run(folder).metrics_file.is_file() for folder in new):
            break
        time.sleep(0.1)
    host.interrupt()


def test_a_trained_model_answers_to_images(small_host: Any, canvas: Any, few_digits: Path) -> None:
    """IMAGEs come from other nodes, so this one needs a host whose nodes can be added to."""
    import numpy as np
    import torch
    from comfy_api.latest import io
    from PIL import Image

    class Digit(io.ComfyNode):
        @classmethod
        def define_schema(cls) -> Any:
            return io.Schema("Digit", outputs=[io.Image.Output("image")])

        @classmethod
        def execute(cls) -> Any:
            with Image.open(next((few_digits / "3").iterdir())) as opened:
                pixels = np.asarray(opened.convert("RGB"), np.float32) / 255
            return io.NodeOutput(torch.from_numpy(pixels)[None])

    small_host.nodes["Digit"] = Digit
    canvas.defaults["Digit"] = {}
    shutil.copytree(few_digits, small_host.input / "digits")
    dataset = canvas.add("NetwrightDataset")
    train = canvas.add("NetwrightTrain", dataset=dataset, epochs=5)
    test = canvas.add("NetwrightForwardTest", model=train, image=canvas.add("Digit"))
    outcome = small_host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    [answer] = json.loads(outcome.text(test.node))
    assert answer["label"] == "3"
    assert len(answer["top"]) == 3


def test_a_path_that_is_not_there_is_told_so(host: Any, canvas: Any) -> None:
    dataset = canvas.add("NetwrightDataset", path="nowhere")
    assert "there is no 'nowhere'" in host.run(canvas.prompt).invalid[dataset.node][0]


def test_a_model_that_is_not_there_is_told_so(host: Any, canvas: Any) -> None:
    model = canvas.add("NetwrightLoadModel", file="nowhere.onnx")
    image = canvas.add("NetwrightImageInput")
    canvas.add("NetwrightForwardTest", model=model, image=image)
    assert "there is no model 'nowhere.onnx'" in host.run(canvas.prompt).invalid[model.node][0]
