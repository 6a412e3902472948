"""Opening models and serving them: what `netwright serve` does."""

from __future__ import annotations

import logging
import sys
from functools import partial
from pathlib import Path
from typing import NamedTuple

import typer

from netwright.inference.predictor import Predictor
from netwright.inference.serving.app import create_app
from netwright.inference.serving.examples import example_of
from netwright.inference.serving.listening import address_of, is_loopback, listen
from netwright.inference.serving.naming import parse_argument
from netwright.inference.serving.server import serve
from netwright.inference.serving.settings import Settings
from netwright.inference.serving.shelf import Shelf
from netwright.inference.session import silence
from netwright.interfaces.errors import UsageError

TOKEN_VARIABLE = "NETWRIGHT_TOKEN"


class Listening(NamedTuple):
    """Where a server listens, and to whom."""

    host: str
    port: int
    token_file: Path | None
    token: str | None
    names: list[str]

    def read_token(self) -> str | None:
        """What clients must send; None asks them for nothing. Raises UsageError."""
        if self.token_file is None:
            token, origin = self.token, {"variable": TOKEN_VARIABLE}
        else:
            token, origin = _content(self.token_file), {"file": str(self.token_file)}
        if token is None or (token.isascii() and token.isprintable() and token.split() == [token]):
            return token
        raise UsageError(
            "a token is one word of letters, digits and signs of ASCII.",
            fix=f'{sys.executable} -c "import secrets; print(secrets.token_urlsafe())" makes one.',
            **origin,
        )


def serve_models(
    models: list[str],
    settings: Settings,
    listening: Listening,
    providers: list[str] | None,
    threads: int | None,
) -> bool:
    """Serve until a signal comes; whether it was Ctrl-C.

    Raises:
        UsageError: An argument does not fit, or the port is taken.
        ModelError: A model cannot be opened.
    """
    token = listening.read_token()
    silence()
    _log_to_stderr()
    open_model = partial(_open, providers=providers, threads=threads)
    shelf = Shelf([parse_argument(model) for model in models], open_model)
    bound = listen(listening.host, listening.port)
    if token is None and not is_loopback(listening.host):
        _say(
            f"warning: whoever reaches {listening.host} may use the models; "
            "--token-file asks them for a token."
        )
    for entry in shelf:
        _say(f"{entry.full_name}: {entry.model.task}, {entry.path}")
    app = create_app(shelf, settings, token=token, hosts=[listening.host, *listening.names])
    address = address_of(bound)
    return serve(app, bound, lambda: _say(f"serving at {address} (Ctrl-C stops)"))


def _open(path: str, providers: list[str] | None, threads: int | None) -> Predictor:
    predictor = Predictor(path, providers=providers, threads=threads)
    # The first run takes longer than all later ones, and a model that fails is found out.
    predictor(example_of(predictor.model))
    return predictor


def _content(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        raise UsageError(
            f"the token cannot be read: {getattr(error, 'strerror', None) or 'it is no text'}.",
            file=file,
            fix="check the path.",
        ) from None


def _log_to_stderr() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.getLogger().addHandler(handler)
    # What uvicorn says of starting and stopping is said here already.
    logging.getLogger().setLevel(logging.WARNING)


def _say(line: str) -> None:
    typer.echo(line, err=True)
