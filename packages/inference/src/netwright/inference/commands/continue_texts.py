"""Texts in, and how they go on out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from netwright.inference.commands.failures import Failures
from netwright.inference.input_files import TEXTS
from netwright.interfaces.errors import DataError
from netwright.interfaces.tokens import read_text

if TYPE_CHECKING:
    from netwright.inference.predictor import Predictor


def continue_texts(
    predictor: Predictor, inputs: list[str], tokens: int, *, temperature: float, seed: int | None
) -> None:
    """Print each text and what follows it, as it is made.

    Args:
        predictor: Of a model that goes on with texts.
        inputs: Text files, folders of them, and patterns.
        tokens: How many to add to each.
        temperature: As for `Predictor.continue_text`.
        seed: Likewise.
    """
    failures = Failures()
    for path in failures.expanded(inputs, TEXTS):
        try:
            # A line's end that the editor put there is no part of what is gone on from.
            prompt = read_text(path).removesuffix("\n")
            pieces = predictor.continue_text(prompt, tokens, temperature=temperature, seed=seed)
        except DataError as error:
            failures.tell(error if "file" in error.places else error.within(file=path))
            continue
        typer.echo(prompt, nl=False)
        for piece in pieces:
            typer.echo(piece, nl=False)
        typer.echo()
    failures.end()
