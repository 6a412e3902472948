"""What a page can see of trainings, and how it ends them."""

from __future__ import annotations

import importlib
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from asking import ask
from training_data import few_digits_in, the_run

from netwright.training import Run
from netwright.training.past import Past


@pytest.fixture(scope="session")
def some_digits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty images of each digit, one folder a class."""
    place = tmp_path_factory.mktemp("digits")
    return few_digits_in(place / "digits", place / "all")


@pytest.fixture
def digits(host: Any, some_digits: Path, request: pytest.FixtureRequest) -> str:
    """The name of a copy in the host's input folder."""
    name = f"followed-{abs(hash(request.node.name))}"
    shutil.copytree(some_digits, host.input / name)
    return name


def meanwhile(host: Any, prompt: Any, act: Callable[[], None]) -> Any:
    """What comes of a prompt while something else is done."""
    acting = threading.Thread(target=act)
    acting.start()
    outcome = host.run(prompt)
    acting.join()
    return outcome


def all_events(host: Any, name: str) -> list[dict[str, Any]]:
    """The answers, asked for part after part."""
    parts, cursor = [], ""
    while True:
        status, told = ask(host, f"/runs/{name}/events?cursor={cursor}")
        assert status == 200, told
        parts.append(told)
        cursor = told["cursor"]
        if not told["more"]:
            return parts


def once_an_epoch_is_done(host: Any, name: str) -> None:
    """Wait."""
    record = Run(host.output / "netwright" / "runs" / name).metrics_file
    for _ in range(600):
        if record.is_file():
            return
        time.sleep(0.05)
    raise AssertionError("no epoch was done")


def trainings(host: Any, name: str) -> list[dict[str, Any]]:
    """Those of a run."""
    _, told = ask(host, "/trainings")
    return [one for one in told["trainings"] if one["run"] == name]


def test_a_training_is_told_of_while_it_goes_and_after_it(
    host: Any, canvas: Any, digits: str
) -> None:
    dataset = canvas.add("NetwrightDataset", path=digits)
    train = canvas.add("NetwrightTrain", dataset=dataset, epochs=400, name="followed")
    seen: list[Any] = []

    def look() -> None:
        once_an_epoch_is_done(host, "followed-01")
        seen.extend(trainings(host, "followed-01"))
        seen.append(all_events(host, "followed-01")[-1]["running"])
        ask(host, "/runs/followed-01/stop", {"keep": True})

    outcome = meanwhile(host, canvas.prompt, look)
    assert outcome.succeeded, outcome
    during, running = seen
    assert (during["node"], during["state"], running) == (train.node, "training", True)
    (after,) = trainings(host, "followed-01")
    assert (after["state"], after["outcome"]) == ("ended", "kept")
    (told,) = all_events(host, "followed-01")
    assert told["running"] is False
    assert [start["first_epoch"] for start in told["starts"]] == [1]
    assert [epoch["epoch"] for epoch in told["epochs"]] == [*range(1, len(told["epochs"]) + 1)]
    assert told["epochs"][0]["metric"] == "accuracy"
    assert told["epochs"][0]["written"].endswith("%")
    assert told["end"]["reason"] == "stopped"


def test_stopped_and_kept_the_best_goes_to_the_nodes_after_it(
    host: Any, canvas: Any, digits: str
) -> None:
    dataset = canvas.add("NetwrightDataset", path=digits)
    train = canvas.add("NetwrightTrain", dataset=dataset, epochs=500, name="kept")
    evaluate = canvas.add("NetwrightEvaluate", model=train, dataset=dataset)

    def stop() -> None:
        once_an_epoch_is_done(host, "kept-01")
        assert ask(host, "/runs/kept-01/stop", {"keep": True}) == (200, {"done": True})

    outcome = meanwhile(host, canvas.prompt, stop)
    assert outcome.succeeded, outcome
    assert outcome.ran[-2:] == [train.node, evaluate.node]
    run = the_run(outcome, train)
    assert Past(run).state == "stopped"
    assert run.model.is_file()
    assert not host.run(canvas.prompt).ran  # The same inputs give what was kept.


def test_stopped_and_discarded_nothing_is_left(host: Any, canvas: Any, digits: str) -> None:
    dataset = canvas.add("NetwrightDataset", path=digits)
    train = canvas.add("NetwrightTrain", dataset=dataset, epochs=500, name="unwanted")
    runs = host.output / "netwright" / "runs"

    def stop() -> None:
        once_an_epoch_is_done(host, "unwanted-01")
        assert ask(host, "/runs/unwanted-01/stop", {"keep": False}) == (200, {"done": True})

    outcome = meanwhile(host, canvas.prompt, stop)
    assert outcome.interrupted == train.node
    assert not (runs / "unwanted-01").exists()
    assert not [path for path in runs.parent.iterdir() if "unwanted" in path.name]
    (told,) = trainings(host, "unwanted-01")
    assert told["outcome"] == "discarded"


def test_where_a_page_watches_comfyui_shows_no_picture_of_its_own(
    small_host: Any, canvas: Any, some_digits: Path
) -> None:
    shutil.copytree(some_digits, small_host.input / "digits")
    dataset = canvas.add("NetwrightDataset", path="digits")
    train = canvas.add("NetwrightTrain", dataset=dataset, epochs=300, name="watched")

    def watch() -> None:
        once_an_epoch_is_done(small_host, "watched-01")
        trainings_of(small_host).running("watched-01").watched = True
        ask(small_host, "/runs/watched-01/stop", {"keep": True})

    outcome = meanwhile(small_host, canvas.prompt, watch)
    assert outcome.succeeded, outcome
    assert "images" not in outcome.shown[train.node]
    assert "stopped, best: accuracy" in outcome.text(train.node)


def trainings_of(host: Any) -> Any:
    """Those of the small host."""
    package = host.nodes["NetwrightTrain"].__module__.removesuffix(".nodes.train")
    return importlib.import_module(f"{package}.training.trainings").TRAININGS


def test_a_page_watches_what_is_trained_in_the_workflow_that_it_shows(small_host: Any) -> None:
    def hidden(node: str, workflow: str) -> Any:
        return SimpleNamespace(unique_id=node, extra_pnginfo={"workflow": {"id": workflow}})

    begun = trainings_of(small_host).begun
    with begun(hidden("5:12", "one")) as ours, begun(hidden("5:12", "two")) as other:
        _, told = ask(small_host, "/trainings?workflow=one")
        assert [one["workflow"] for one in told["trainings"]] == ["one", "two"]
        assert {one["node"] for one in told["trainings"]} == {"5:12"}
        assert (ours.watched, other.watched) == (True, False)
    with begun(hidden("6", "one")) as later:
        assert later.watched
    _, told = ask(small_host, "/trainings")
    assert [one["outcome"] for one in told["trainings"]] == ["failed"] * 3


def test_trainings_of_many_nodes_are_forgotten_the_oldest_first(small_host: Any) -> None:
    found = trainings_of(small_host)
    for number in range(300):
        with found.begun(SimpleNamespace(unique_id=number, extra_pnginfo=None)):
            pass
    assert [one.node for one in found.all()] == [str(number) for number in range(100, 300)]


def test_a_run_that_no_node_trains_is_read_but_not_stopped(
    host: Any, canvas: Any, digits: str
) -> None:
    dataset = canvas.add("NetwrightDataset", path=digits)
    train = canvas.add("NetwrightTrain", dataset=dataset, epochs=1, name="over")
    run = the_run(host.run(canvas.prompt), train)
    _, names = ask(host, "/run-names")
    assert run.name in names["names"]
    assert all_events(host, run.name)[0]["end"]["reason"] == "completed"
    status, said = ask(host, f"/runs/{run.name}/stop", {"keep": False})
    assert status == 400
    assert said["message"].startswith(f"no node of this ComfyUI trains {run.name!r} now.")
    assert run.folder.is_dir()


@pytest.mark.parametrize("name", ["..%2F..%2Finput", "nowhere-01", "%20", "C:%5Cruns"])
def test_what_lies_elsewhere_is_not_read(host: Any, name: str) -> None:
    for asked in (f"/runs/{name}/events", f"/runs/{name}/events?cursor=3-ab"):
        status, said = ask(host, asked)
        assert status == 400
        assert "run" in said["message"] or "not the name of a file" in said["message"]
