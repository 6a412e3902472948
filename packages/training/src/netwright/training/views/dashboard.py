"""The live view of a run: how far it is, how fast, and its curves."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderResult
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from netwright.interfaces.metrics.words import in_words, written
from netwright.training.views.chart import Curve, chart
from netwright.training.views.course import Course
from netwright.training.views.memory import device_memory, in_bytes, process_memory

TRAIN, VAL = "bright_blue", "bright_yellow"
_LEAST_HEIGHT = 16
"""Of the terminal, for curves: most of it is for what was said before."""
_GAP = 3


class Dashboard:
    """Drawn anew a few times a second by `rich.live.Live`."""

    def __init__(self, course: Course) -> None:
        self.course = course

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self._bar(options.max_width)
        yield self._figures(options.max_width)
        rows = _chart_rows(console.size.height)
        if rows:
            yield from self._curves(options.max_width, rows)

    def _bar(self, width: int) -> Table:
        course, start = self.course, self.course.start
        epoch = min(max(course.epoch, start.first_epoch), start.epochs)
        place = Text(f"epoch {epoch}/{start.epochs}  step {course.step}/{start.steps_per_epoch}")
        table = Table.grid(padding=(0, 1), expand=True)
        table.add_column(ratio=1)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        bar = ProgressBar(total=start.epochs, completed=course.epochs_done)
        table.add_row(bar, place, Text(f"{_left(course.seconds_left())} left", style="cyan"))
        return table

    def _figures(self, width: int) -> Text:
        course = self.course
        parts = [
            ("loss", "–" if course.loss is None else f"{course.loss:.4g}"),
            (
                "learning rate",
                "–" if course.learning_rate is None else f"{course.learning_rate:.3g}",
            ),
            ("memory", in_bytes(process_memory())),
        ]
        if (held := device_memory(course.start.device)) is not None:
            parts.append((course.start.device, in_bytes(held)))
        if course.samples_per_second is not None:
            parts.insert(1, ("samples/s", f"{course.samples_per_second:,.0f}"))
        line = Text(no_wrap=True, overflow="ellipsis")
        for name, value in parts:
            line.append(f"{name} ", style="dim").append(f"{value}   ")
        return line

    def _curves(self, width: int, rows: int) -> RenderResult:
        course, end = self.course, max(self.course.epochs_done, 1)
        half = (width - _GAP) // 2
        left = [Curve(course.losses, "blue"), Curve(course.train, TRAIN), Curve(course.val, VAL)]
        right = [Curve(course.values, VAL)]
        heads = (_head(half, self._loss_head()), _head(half, self._metric_head()))
        yield heads[0].append(" " * _GAP).append_text(heads[1])
        lines = zip(
            chart(left, end, half, rows, logarithmic=True),
            chart(right, end, half, rows),
            strict=True,
        )
        for one, other in lines:
            yield one.append(" " * _GAP).append_text(other)

    def _loss_head(self) -> Text:
        return Text.assemble("loss  ", ("━ train  ", TRAIN), ("━ val", VAL))

    def _metric_head(self) -> Text:
        course = self.course
        if not course.values:
            return Text("")
        name, (_, value) = course.headline, course.values[-1]
        return Text(f"val {in_words(name)}  {written(name, value)}")


def _head(width: int, words: Text) -> Text:
    words.truncate(width - 7, overflow="ellipsis")
    line = Text(" " * 7).append_text(words)
    line.pad_right(max(0, width - line.cell_len))
    return line


def _chart_rows(height: int) -> int:
    """Lines for curves in a terminal of so many; 0 in a low one."""
    return 0 if height < _LEAST_HEIGHT else min(10, max(4, height // 4))


def _left(seconds: float | None) -> str:
    if seconds is None:
        return "-:--"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
