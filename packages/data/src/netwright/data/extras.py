"""Libraries that only some parts need, imported when they are, or named when they are missing."""

from __future__ import annotations

import importlib
from typing import Any

from netwright.interfaces.errors import UsageError


def needed(module: str, *, extra: str, to: str, library: str = "") -> Any:
    """The module, imported.

    Args:
        module: Its name, such as ``matplotlib.figure``.
        extra: The extra of netwright-data that brings it.
        to: What it is needed for, as in "needed to draw charts".
        library: What the module needs where it is one of our own; by default the module's own.

    Raises:
        UsageError: It is not installed; the fix is the command that installs it.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        library = library or module.partition(".")[0]
        if error.name != library:
            raise
        raise UsageError(
            f"{library} is needed to {to}, and is not installed.",
            fix=f'pip install "netwright-data[{extra}]"',
        ) from None
