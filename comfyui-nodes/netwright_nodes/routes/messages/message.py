"""What all messages between the page and the server are."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Message(BaseModel):
    """JSON of known keys alone."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True
    )


class Done(Message):
    """What was asked for is so; nothing more is to be told."""

    done: bool = True
