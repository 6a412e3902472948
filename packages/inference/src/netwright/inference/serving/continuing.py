"""Going on with a text, by a model of the task next_token."""

from __future__ import annotations

import time

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from netwright.inference.predictor import Predictor
from netwright.inference.serving.json_text import from_json
from netwright.inference.serving.refusals import RequestError, unfit
from netwright.interfaces.errors import DataError, UsageError


class Prompt(BaseModel):
    """A text, and how it is gone on with."""

    model_config = ConfigDict(extra="forbid")

    prompt: str = Field(description="What to go on from; the model sees its last tokens.")
    tokens: int = Field(100, ge=1, le=1000, description="How many to add.")
    temperature: float = Field(
        1.0, ge=0, le=100, description="0 takes the most probable token, 1 draws by probability."
    )
    seed: int | None = Field(None, ge=0, lt=2**63, description="The same seed, the same text.")


def read_prompt(body: bytes | bytearray) -> Prompt:
    """The prompt in a body. Raises RequestError."""
    try:
        return Prompt.model_validate(from_json(body))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise RequestError(
            f"the request does not fit: {first['msg']}.",
            key=".".join(map(str, first["loc"])) or "(all)",
            fix='send {"prompt": "Once upon a time", "tokens": 100}.',
        ) from None
    except ValueError as error:
        raise RequestError(
            f"the JSON cannot be read: {str(error)[:200]}.", fix='send {"prompt": "..."}.'
        ) from None


def continued(predictor: Predictor, prompt: Prompt, seconds: float) -> dict[str, str]:
    """The text that follows; what there is of it when the time is over. Raises RequestError."""
    until = time.monotonic() + seconds
    pieces = []
    try:
        for piece in predictor.continue_text(
            prompt.prompt, prompt.tokens, temperature=prompt.temperature, seed=prompt.seed
        ):
            pieces.append(piece)
            if time.monotonic() > until:
                break
    except (DataError, UsageError) as error:
        raise unfit(error) from None
    return {"prompt": prompt.prompt, "text": "".join(pieces)}
