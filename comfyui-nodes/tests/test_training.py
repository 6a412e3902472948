"""From pictures in the input folder to an answer, wired on the canvas."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from training_data import few_digits_in, small_network, the_run

from netwright.interfaces.documents import (
    SGD,
    CosineSchedule,
    EarlyStopping,
    RandomAffine,
    Recipe,
)
from netwright.training import Run
from netwright.training.past import Past


@pytest.fixture(scope="session")
def few_digits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty images of each digit, one folder a class."""
    place = tmp_path_factory.mktemp("digits")
    return few_digits_in(place / "digits", place / "all")


@pytest.fixture
def digits(host: Any, few_digits: Path, request: pytest.FixtureRequest) -> str:
    """The name of a copy in the host's input folder."""
    name = f"digits-{abs(hash(request.node.name))}"
    shutil.copytree(few_digits, host.input / name)
    return name


def test_a_wired_network_is_trained_and_told_of(host: Any, canvas: Any, digits: str) -> None:
    dataset = canvas.add("NetwrightDataset", path=digits)
    train = canvas.add(
        "NetwrightTrain", dataset=dataset, network=small_network(canvas, dataset), epochs=2
    )
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    run = the_run(outcome, train)
    assert run.model.is_file()
    assert outcome.text(dataset.node) == "classification: 240 to train on, 60 to validate on"
    assert (train.node, 8, 8) in outcome.progress
    told = [text for node, text in outcome.texts if node == train.node]
    assert told[-1].startswith("completed after 2 epochs. Best: epoch ")
    assert any(text.startswith("epoch 2 of 2, ") and "accuracy" in text for text in told)
    assert outcome.previews
    assert outcome.shown[train.node]["images"]


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
    train = canvas.add("NetwrightTrain", dataset=dataset, epochs=500, seed=7, name="cancelled")
    outcome = cancelled(host, canvas.prompt)
    assert outcome.interrupted == train.node
    assert train.node not in outcome.shown
    run = Run(host.output / "netwright" / "runs" / "cancelled-01")
    assert run.last_checkpoint.is_file()
    assert run.model.is_file()
    assert Past(run).state == "stopped"
    again = cancelled(host, canvas.prompt)
    assert again.interrupted == train.node  # Nothing of it was kept.


def test_a_cancelled_run_is_gone_on_with(host: Any, canvas: Any, digits: str) -> None:
    dataset = canvas.add("NetwrightDataset", path=digits)
    recipe = canvas.add("NetwrightRecipe", patience=3)
    canvas.add("NetwrightTrain", dataset=dataset, recipe=recipe, epochs=500, name="goes-on")
    assert cancelled(host, canvas.prompt).interrupted
    second = type(canvas)(canvas.defaults)
    resumed = second.add("NetwrightResume", run="goes-on-01")
    outcome = host.run(second.prompt)
    assert outcome.succeeded, outcome
    assert "completed, best: accuracy" in outcome.text(resumed.node)
    assert not host.run(second.prompt).ran


def cancelled(host: Any, prompt: Any) -> Any:
    """What comes of a prompt that is cancelled once an epoch of a new run is done."""
    before = set((host.output / "netwright" / "runs").glob("*"))
    waiting = threading.Thread(target=_press_cancel, args=(host, before))
    waiting.start()
    outcome = host.run(prompt)
    waiting.join()
    return outcome


def _press_cancel(host: Any, before: set[Path]) -> None:
    runs = host.output / "netwright" / "runs"
    for _ in range(600):
        new = set(runs.glob("*")) - before
        if any(Run(folder).metrics_file.is_file() for folder in new):
            break
        time.sleep(0.1)
    host.interrupt()


def test_trainings_of_one_workflow_do_not_disturb_each_other(
    host: Any, canvas: Any, digits: str
) -> None:
    """Each gives the weights that it gives alone."""
    dataset = canvas.add("NetwrightDataset", path=digits)
    trains = [canvas.add("NetwrightTrain", dataset=dataset, epochs=2, seed=n) for n in (1, 2)]
    both = host.run(canvas.prompt)
    assert both.succeeded, both
    alone = type(canvas)(canvas.defaults)
    dataset = alone.add("NetwrightDataset", path=digits)
    second = alone.add("NetwrightTrain", dataset=dataset, epochs=2, seed=2, name="alone")
    only = host.run(alone.prompt)
    assert weights(the_run(both, trains[1])) == weights(the_run(only, second))
    assert weights(the_run(both, trains[0])) != weights(the_run(only, second))


def weights(run: Run) -> bytes:
    """Those of the best epoch."""
    return run.best_checkpoint.read_bytes()


def test_the_recipe_says_how_to_train(host: Any, canvas: Any, digits: str) -> None:
    recipe = canvas.add(
        "NetwrightRecipe",
        optimizer="SGD",
        learning_rate=0.05,
        schedule="cosine",
        batch_size="32",
        augmentation="shift and turn",
        patience=4,
        more="clip_norm = 1.0\noptimizer.momentum = 0.8",
    )
    dataset = canvas.add("NetwrightDataset", path=digits)
    train = canvas.add("NetwrightTrain", dataset=dataset, recipe=recipe, epochs=1, seed=3)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    made = the_run(outcome, train).recipe
    assert made == Recipe(
        optimizer=SGD(learning_rate=0.05, momentum=0.8),
        schedule=CosineSchedule(),
        batch_size=32,
        augmentation=(RandomAffine(),),
        early_stopping=EarlyStopping(patience=4),
        clip_norm=1.0,
        epochs=1,
        seed=3,
    )


@pytest.mark.parametrize(
    ("widgets", "says"),
    [
        ({"more": "clip_norm ="}, "more: this is not TOML"),
        ({"more": "clip_norm = -1"}, "clip_norm"),
        ({"more": "clipnorm = 1.0"}, "clip_norm"),
        ({"more": "epochs = 3"}, "more: epochs is set on the node Train."),
        ({"batch_size": "many"}, "batch_size is a whole number"),
        ({"optimizer": "SDG"}, "there is no name 'SDG'."),
    ],
)
def test_a_wrong_recipe_is_told_on_its_node(
    host: Any, canvas: Any, widgets: dict[str, str], says: str
) -> None:
    recipe = canvas.add("NetwrightRecipe", **widgets)
    (host.input / "here").mkdir(exist_ok=True)
    dataset = canvas.add("NetwrightDataset", path="here")
    canvas.add("NetwrightTrain", dataset=dataset, recipe=recipe)
    problems = host.run(canvas.prompt).invalid[recipe.node]
    assert any(says in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("node", "widgets", "says"),
    [
        ("NetwrightTrain", {"name": "../elsewhere"}, "is not the name of a file in this folder"),
        ("NetwrightTrain", {"name": "a/b"}, "'a/b' is not the name of a run, but a path."),
        ("NetwrightResume", {"run": "nowhere-01"}, "there is no run 'nowhere-01'."),
        ("NetwrightResume", {"run": "../.."}, "is not the name of a file in this folder"),
        ("NetwrightCompareRuns", {"names": "nowhere-01"}, "there is no run 'nowhere-01'."),
    ],
)
def test_a_run_that_is_none_is_told_so(
    host: Any, canvas: Any, node: str, widgets: dict[str, str], says: str
) -> None:
    (host.input / "here").mkdir(exist_ok=True)
    data = canvas.add("NetwrightDataset", path="here") if node == "NetwrightTrain" else None
    place = canvas.add(node, **widgets, **({"dataset": data} if data else {}))
    problems = host.run(canvas.prompt).invalid[place.node]
    assert any(says in problem for problem in problems), problems


def test_runs_are_listed_compared_and_shown(host: Any, canvas: Any, digits: str) -> None:
    dataset = canvas.add("NetwrightDataset", path=digits)
    first, second = (
        canvas.add("NetwrightTrain", dataset=dataset, epochs=n, name=f"seen-{n}") for n in (1, 2)
    )
    runs = [type(first)(place.node, 1) for place in (first, second)]
    compare = canvas.add("NetwrightCompareRuns", run_1=runs[0], run_2=runs[1])
    curves = canvas.add("NetwrightCurves", run=runs[1], metric="f1", log=True)
    report = canvas.add("NetwrightReport", run=runs[1])
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    assert "seen-2-01 is better: " in outcome.text(compare.node)
    assert "epochs             1          2" in outcome.text(compare.node)
    assert "repeat" not in outcome.text(report.node)
    assert "state      completed, 2 of 2 epochs" in outcome.text(report.node)
    for place in (compare, curves, report):
        assert outcome.shown[place.node]["images"]
    later = type(canvas)(canvas.defaults)
    listed = later.add("NetwrightListRuns")
    loaded = later.add("NetwrightLoadRun", run="seen-2-01")
    later.add("NetwrightReport", run=type(first)(loaded.node, 1))
    outcome = host.run(later.prompt)
    assert outcome.succeeded, outcome
    assert "seen-1-01" in outcome.text(listed.node)


def test_a_run_begins_with_the_weights_of_another(host: Any, canvas: Any, digits: str) -> None:
    dataset = canvas.add("NetwrightDataset", path=digits)
    first = canvas.add("NetwrightTrain", dataset=dataset, epochs=3)
    wire = type(first)(first.node, 1)
    second = canvas.add("NetwrightTrain", dataset=dataset, epochs=1, begin_with=wire)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    before, after = (the_run(outcome, place) for place in (first, second))
    assert after.recipe.weights_from == str(before.folder)


def test_the_gpu_is_freed_for_training_unless_it_is_not_used(
    small_host: Any, canvas: Any, few_digits: Path
) -> None:
    from comfy import model_management

    shutil.copytree(few_digits, small_host.input / "digits")
    dataset = canvas.add("NetwrightDataset")
    canvas.add("NetwrightTrain", dataset=dataset, epochs=1, device="cpu")
    assert small_host.run(canvas.prompt).succeeded
    assert model_management.unloaded == 0
    canvas.add("NetwrightTrain", dataset=dataset, epochs=1)
    assert small_host.run(canvas.prompt).succeeded
    assert model_management.unloaded == 1


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
    assert outcome.text(test.node).startswith("3 ")


def test_a_path_that_is_not_there_is_told_so(host: Any, canvas: Any) -> None:
    dataset = canvas.add("NetwrightDataset", path="nowhere")
    assert "there is no 'nowhere'" in host.run(canvas.prompt).invalid[dataset.node][0]


def test_the_documents_of_a_training_are_written(host: Any, canvas: Any, digits: str) -> None:
    dataset = canvas.add("NetwrightDataset", path=digits)
    network = small_network(canvas, dataset)
    train = canvas.add("NetwrightTrain", dataset=dataset, network=network, epochs=1, seed=9)
    wires = {"dataset": dataset, "network": network}
    saved = canvas.add("NetwrightSaveDocuments", **wires, epochs=1, seed=9, folder="mine")
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    run, folder = the_run(outcome, train), host.output / "mine"
    for name in ("network", "dataset", "recipe"):
        written = (folder / f"{name}.json").read_bytes()
        assert written == (run.folder / f"{name}.json").read_bytes()
    assert "netwright train " in outcome.text(saved.node)


def test_documents_outside_the_output_folder_are_refused(host: Any, canvas: Any) -> None:
    (host.input / "here").mkdir(exist_ok=True)
    dataset = canvas.add("NetwrightDataset", path="here")
    saved = canvas.add("NetwrightSaveDocuments", dataset=dataset, folder="../elsewhere")
    problems = host.run(canvas.prompt).invalid[saved.node]
    assert any("is not the name of a file in this folder" in problem for problem in problems)
