"""Options of `netwright predict` that only some models take, and what is told of the machine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from netwright.inference.continuation import of_texts
from netwright.inference.providers import CPU, short_name
from netwright.inference.session import default_threads
from netwright.interfaces.documents.model import Model
from netwright.interfaces.errors import UsageError

if TYPE_CHECKING:
    from netwright.inference.predictor import Predictor


def check_options(
    model: Model,
    *,
    top: int | None,
    array: str | None,
    tokens: int | None,
    out: Path | None,
    with_tokens: Mapping[str, float | None],
) -> None:
    """Refuse an option that this model would not heed: who gives it expects something of it.

    Raises:
        UsageError: It is not for such a model, or not without another option.
    """
    if top is not None and model.task not in ("classification", "next_token"):
        raise UsageError(
            f"--top is for models that choose one of several; this one does {model.task}.",
            fix="leave --top out.",
        )
    if array is not None and model.preprocessing.kind != "array":
        raise UsageError(
            f"--array is for models that read arrays; this one reads {model.preprocessing.kind}s.",
            fix="leave --array out.",
        )
    if tokens is not None:
        of_texts(model)
        if out is not None:
            raise UsageError("texts that are gone on with go to stdout.", fix=f"> {out}")
    for option, value in with_tokens.items():
        if value is not None and tokens is None:
            raise UsageError(f"{option} is only for --continue.", fix="add --continue 200.")


def tell_providers(predictor: Predictor, threads: int | None, *, asked: bool) -> None:
    """Say on stderr what the model runs on, unless it is the CPU and nobody asked for anything."""
    if asked or predictor.providers != (CPU,):
        names = ", then ".join(map(short_name, predictor.providers))
        count = threads or default_threads()
        typer.echo(f"runs on {names}; {count} CPU thread{'' if count == 1 else 's'}", err=True)
