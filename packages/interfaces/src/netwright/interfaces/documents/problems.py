"""From pydantic's list of problems to one located error that a person can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import (
    BaseModel,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from netwright.interfaces.errors import DocumentError, nearest


class Invalid(ValueError):
    """What a validator raises when it knows the fix.

    Args:
        message: What is wrong, without a final full stop.
        fix: What to do, as a sentence.
    """

    def __init__(self, message: str, *, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


def explained(message: str, *, fix: str) -> WrapValidator:
    """Makes one problem of those that each member of a union has with a value.

    Args:
        message: What was expected, after which the value that came is told.
        fix: What to do, as a sentence.
    """

    def validate(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        try:
            return handler(value)
        except ValidationError:
            raise Invalid(f"{message}, but {describe(value)} came", fix=fix) from None

    return WrapValidator(validate)


def located(
    model: type[BaseModel], subject: str, error: ValidationError, places: Mapping[str, object]
) -> DocumentError:
    """One DocumentError for the first problem, with the number of further ones.

    Args:
        model: The model that refused the content.
        subject: What it is, such as ``the netwright.recipe document``.
        error: What pydantic found.
        places: Where the content came from.
    """
    problems = error.errors(include_url=False)
    # A misspelt key often also makes the right one missing: name the cause, not what follows.
    first = min(problems, key=lambda problem: problem["type"] != "extra_forbidden")
    steps, models = _walk(model, first["loc"])
    more = f" ({len(problems) - 1} more after it)" if len(problems) > 1 else ""
    message, fix = _explain(first, steps, models, subject, more)
    return DocumentError(message, **places, key=".".join(steps) or "(whole)", fix=fix)


def describe(value: Any) -> str:
    """A value as an error shows it: itself when short, else what it is."""
    text = repr(value)
    return text if len(text) <= 60 else f"{kind_of(value)} of {len(text)} characters"


def kind_of(value: Any) -> str:
    """What a value of parsed JSON is, in words."""
    words = {
        dict: "a mapping",
        list: "a list",
        str: "a text",
        bool: "a boolean",
        type(None): "nothing",
    }
    return words.get(type(value), f"a {type(value).__name__}")


def _explain(
    problem: Any, steps: list[str], models: list[type[BaseModel]], subject: str, more: str
) -> tuple[str, str]:
    last = steps[-1] if steps else ""
    if problem["type"] == "extra_forbidden":
        known = [name for model in models for name in model.model_fields]
        match = nearest(last, known)
        fix = f"write {match!r} instead of {last!r}." if match else _without(last, known)
        return f"{subject} has no key {last!r}{more}.", fix
    if problem["type"] == "missing":
        return f"{subject} lacks the key {last!r}{more}.", f"add {last!r}."
    if problem["type"] in ("union_tag_invalid", "union_tag_not_found"):
        return _unknown_kind(problem, ".".join(steps), more)
    cause = problem.get("ctx", {}).get("error")
    if isinstance(cause, Invalid):
        return f"{subject}: {cause}{more}.", cause.fix
    # People write lists in JSON and TOML, which know no tuples.
    expected = problem["msg"].removeprefix("Value error, ").rstrip(".")
    expected = expected.replace("a valid tuple", "a list of values in square brackets")
    expected = expected[:1].lower() + expected[1:]
    where = ".".join(steps) or subject
    return (
        f"{where}: {expected}, but {describe(problem['input'])} came{more}.",
        _fix(problem, where, expected),
    )


def _unknown_kind(problem: Any, where: str, more: str) -> tuple[str, str]:
    """What is wrong where a part names itself as none that there is, or not at all."""
    key = problem["ctx"]["discriminator"].strip("'")
    tag = problem["ctx"].get("tag")
    if tag is None:
        return f"{where} lacks the key {key!r}{more}.", f"add {key!r}."
    known = re.findall(r"'([^']*)'", problem["ctx"]["expected_tags"])
    return f"{where}: there is no {key} {tag!r}{more}.", f"use one of {', '.join(known)}."


def _fix(problem: Any, where: str, expected: str) -> str:
    if problem["type"] == "greater_than_equal":
        return f"set {where}={problem['ctx']['ge']}, or more."
    if problem["type"] == "less_than_equal":
        return f"set {where}={problem['ctx']['le']}, or less."
    if problem["type"] == "literal_error":
        words = re.findall(r"'([^']*)'", problem["ctx"]["expected"])
        if words and isinstance(problem["input"], str):
            return f'set {where}="{nearest(problem["input"], words) or words[0]}".'
    return f"set {where} to {_wanted(expected)}."


def _without(key: str, known: list[str]) -> str:
    return f"leave {key} out{f', or use {listed}' if (listed := ', '.join(known)) else ''}."


def _wanted(expected: str) -> str:
    wanted = expected.removeprefix("input should be ")
    if wanted == expected or wanted.startswith(("greater", "less", "finite")):
        return f"a value that fits: {wanted}"
    return wanted


def _walk(
    model: type[BaseModel], location: tuple[int | str, ...]
) -> tuple[list[str], list[type[BaseModel]]]:
    """The keys that lead to a problem, and the models that may hold the last of them.

    pydantic puts the tag of a union's member into the location; a person never wrote it as a key.
    """
    steps: list[str] = []
    here: list[type[BaseModel]] = [model]
    below: list[type[BaseModel]] = [model]
    for step in map(str, location):
        if tagged := [model for model in below if step in _tags(model)]:
            below = tagged
            continue
        here = below
        steps.append(step)
        fields = [model.model_fields[step] for model in here if step in model.model_fields]
        if fields:  # Otherwise an index of a list or a key of a mapping: the models stay.
            below = [model for field in fields for model in _models_within(field.annotation)]
    return steps, here


def _tags(model: type[BaseModel]) -> set[Any]:
    return {
        model.model_fields[name].default
        for name in ("kind", "name", "task")
        if name in model.model_fields
    }


def _models_within(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_within(inner)
