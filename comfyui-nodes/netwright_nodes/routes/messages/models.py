"""Models in the panel, and what one of them says of a picture at once."""

from __future__ import annotations

from .message import Message


class ModelTold(Message):
    """A model in the list.

    `name` is what the node Load model is told; `run` names the run that a model belongs to. `reads`
    says what samples it takes, in words, and `looks` whether these are pictures. `metric` is the
    most telling one, as people write it. `bytes` is the file's size, `changed` in seconds since
    1970. Of a file that cannot be used, `error` says why.
    """

    name: str
    run: str = ""
    task: str = ""
    reads: str = ""
    looks: bool = False
    labels: tuple[str, ...] = ()
    more_labels: int = 0
    metric: str = ""
    bytes: int = 0
    changed: float = 0
    error: str = ""


class ModelsTold(Message):
    """All models, the newest first; None where they are as the page knows them by their `stamp`."""

    stamp: str
    models: tuple[ModelTold, ...] | None
    more: int = 0


class ReadingTold(Message):
    """What pictures a model reads: their size, in how many channels, and how a drawing begins.

    `dark` says whether strokes are bright on black; `drawn` whether a drawing may resemble what it
    was trained on.
    """

    name: str
    task: str
    labels: tuple[str, ...]
    width: int
    height: int
    channels: int
    dark: bool
    drawn: bool
    explains: bool


class Share(Message):
    """A label and its probability, or a class and its share of the picture, with its colour."""

    label: str
    share: float
    colour: str = ""


class Number(Message):
    """A number that a model gives, by what it is called."""

    name: str
    value: float | None


class PredictionTold(Message):
    """What a model says of a picture. `picture` is a PNG in base64: a mask, a filtered picture."""

    task: str
    label: str
    shares: tuple[Share, ...] = ()
    numbers: tuple[Number, ...] = ()
    picture: str = ""
    milliseconds: float


class HeatTold(Message):
    """Where a model looks: heat in colours over the picture, a PNG in base64."""

    label: str
    method: str
    picture: str
