"""What people and programs see of a run while it goes on."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from netwright.interfaces.documents import Ended, EpochEnded, Event, Started, Stepped, Warned
from netwright.training.views import EventLines, ProgressView, TensorBoard
from netwright.training.views.chart import Curve, chart
from netwright.training.views.course import Course
from netwright.training.views.dashboard import Dashboard
from netwright.training.views.memory import in_bytes, most_process_memory, process_memory

START = Started(
    run="digits-01",
    device="cpu",
    epochs=4,
    steps_per_epoch=10,
    train_samples=640,
    val_samples=160,
    parameters=1234,
)


def epoch(number: int, **metrics: float) -> EpochEnded:
    losses = {"train_loss": 2 / number, "val_loss": 2.5 / number}
    named = {f"val_{name}": value for name, value in metrics.items()}
    return EpochEnded(epoch=number, metrics={**losses, **named}, learning_rate=0.003, seconds=1.5)


def step(epoch: int, number: int, loss: float) -> Stepped:
    return Stepped(
        epoch=epoch, step=number, loss=loss, samples_per_second=4321, learning_rate=0.002
    )


def drawn(course: Course, width: int, height: int) -> str:
    console = Console(width=width, height=height, file=io.StringIO(), force_terminal=False)
    with console.capture() as captured:
        console.print(Dashboard(course))
    return captured.get()


def test_a_falling_curve_goes_from_the_upper_left_to_the_lower_right() -> None:
    lines = [line.plain for line in chart([Curve([(0, 4.0), (2, 1.0)], "blue")], 2, 20, 4)]
    assert [len(line) for line in lines] == [20] * 4
    assert lines[0].startswith("     4┤")
    assert lines[3].startswith("     1┤")
    places = [min(i for i, c in enumerate(line[7:]) if c != " ") for line in lines]
    assert places == sorted(places)
    assert places[0] == 0
    assert lines[3][-1] != " "


def test_curves_leave_out_what_is_not_finite_and_take_a_single_point() -> None:
    assert all(not line.plain.strip() for line in chart([Curve([(1, float("nan"))], "")], 2, 9, 3))
    (line,) = chart([Curve([(1.0, 5.0), (2, float("inf"))], "")], 2, 12, 1)
    assert sum("⠀" < c <= "⣿" for c in line.plain) == 1


def test_a_loss_that_falls_far_is_drawn_by_its_logarithm() -> None:
    points = [(n, 10.0 ** (-n)) for n in range(5)]
    straight = [line.plain[7:] for line in chart([Curve(points, "")], 4, 47, 8, logarithmic=True)]
    # By logarithm it is a straight line: as many columns in each of the rows.
    counts = [sum(c != " " for c in row) for row in straight]
    assert max(counts) - min(counts) <= 2


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
def test_the_live_view_fits_the_terminal_and_says_all(width: int, height: int) -> None:
    course = Course(START)
    for number in (1, 2):
        course.note(step(number, 5, 2.0))
        course.note(epoch(number, accuracy=0.5 + number / 10))
    course.note(step(3, 4, 0.75))
    shown = drawn(course, width, height)
    lines = shown.splitlines()
    assert all(len(line) <= width for line in lines)
    assert len(lines) <= height // 2
    assert "epoch 3/4  step 4/10" in lines[0]
    assert " left" in lines[0]
    for part in ("loss 0.75", "samples/s 4,321", "learning rate 0.002", "memory "):
        assert part in lines[1]
    assert "━ train  ━ val" in lines[2]
    assert "val accuracy  70.00%" in lines[2]


def test_a_low_terminal_has_no_curves() -> None:
    course = Course(START)
    course.note(epoch(1, r2=0.5))
    assert len(drawn(course, 80, 10).splitlines()) == 2


@pytest.mark.parametrize(
    ("metrics", "told"),
    [
        ({"r2": 0.51234, "mae": 3.2}, "val R2  0.5123"),
        ({"psnr": 21.5, "ssim": 0.9}, "val PSNR  21.50 dB"),
        ({"perplexity": 9.5, "accuracy": 0.4}, "val perplexity  9.5"),
        ({"iou": 0.75, "pixel_accuracy": 0.9}, "val mean IoU  0.75"),
    ],
)
def test_every_tasks_metric_is_told(metrics: dict[str, float], told: str) -> None:
    course = Course(START)
    course.note(epoch(1, **metrics))
    assert told in drawn(course, 80, 24)


def test_the_time_left_follows_from_what_is_done() -> None:
    course = Course(START)
    assert course.seconds_left() is None
    course.began -= 30
    course.note(epoch(1))
    left = course.seconds_left()
    assert left is not None
    assert 89 < left < 92


def test_a_resumed_run_counts_from_where_it_went_on() -> None:
    course = Course(START.model_copy(update={"first_epoch": 3}))
    assert course.epochs_done == 2
    course.began -= 10
    course.note(epoch(3))
    left = course.seconds_left()
    assert left is not None
    assert 9 < left < 12


def test_a_long_run_keeps_few_points() -> None:
    course = Course(START)
    for number in range(5000):
        course.note(step(1, number % 10, 1.0))
    assert len(course.losses) <= 400


def test_without_a_terminal_there_are_plain_lines(capfd: pytest.CaptureFixture[str]) -> None:
    with ProgressView() as view:
        for event in (START, step(1, 3, 2.0), epoch(1, accuracy=0.5), WARNING, END):
            view(event)
    out, err = capfd.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "training digits-01 on cpu: 640 samples, 160 held out, 1,234 parameters",
        "epoch 1/4  train_loss 2.0000  val_loss 2.5000  val_accuracy 50.00%  1.5 s",
        "warning: it is late",
        "  fix: go to bed",
        "stopped after 1 whole epoch(s); the work so far is kept",
    ]


WARNING = Warned(message="it is late", fix="go to bed")
END = Ended(reason="diverged", epochs=1, best_epoch=1, best_metrics={}, seconds=2.0)


def test_events_are_lines_of_json() -> None:
    stream = io.StringIO()
    lines = EventLines(stream)
    events: list[Event] = [START, step(1, 2, 0.5), WARNING, END]
    for event in events:
        lines(event)
    kinds = [json.loads(line)["kind"] for line in stream.getvalue().splitlines()]
    assert kinds == ["start", "step", "warning", "end"]


def test_tensorboard_reads_what_is_written_for_it(tmp_path: Path) -> None:
    accumulator = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    board = TensorBoard(tmp_path)
    for event in (WARNING, START, step(2, 5, 0.5), epoch(1, accuracy=0.5), epoch(2, accuracy=0.75)):
        board(event)
    board(END)
    read = accumulator.EventAccumulator(str(tmp_path / "digits-01" / "tensorboard"))
    read.Reload()
    scalars = {
        tag: [(e.step, e.value) for e in read.Scalars(tag)] for tag in read.Tags()["scalars"]
    }
    assert scalars["accuracy/val"] == [(1, 0.5), (2, 0.75)]
    assert scalars["loss/step"] == [(15, 0.5)]
    assert set(scalars) == {"accuracy/val", "loss/step", "loss/train", "loss/val", "learning_rate"}
    assert "warnings/text_summary" in read.Tags()["tensors"]


def test_memory_is_told_in_bytes() -> None:
    assert 10e6 < process_memory() <= most_process_memory() * 1.01
    assert (in_bytes(512_000_000), in_bytes(2_100_000_000)) == ("512 MB", "2.1 GB")
