"""Checks of widgets before anything runs: what is wrong is told on the node."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from netwright.interfaces.errors import NetwrightError


def refusing(check: Callable[..., None]) -> Callable[..., bool | str]:
    """A node's `validate_inputs`: True, or the error that `check` raises as ComfyUI shows it.

    ComfyUI hands over the widgets that the signature names; one that is wired is None, as it is
    not known yet.
    """

    @functools.wraps(check)
    def validate_inputs(*arguments: Any, **widgets: Any) -> bool | str:
        try:
            check(*arguments, **widgets)
        except NetwrightError as error:
            return str(error)
        return True

    # ComfyUI reads it by getfullargspec, which does not look behind a wrapper.
    validate_inputs.__signature__ = inspect.signature(check)  # type: ignore[attr-defined]
    return validate_inputs
