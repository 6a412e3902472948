"""Why a node does not fit, in the words of the canvas."""

from __future__ import annotations

from netwright.interfaces.errors import NetwrightError
from netwright.layers import Misfit, TensorType

from ..routes.messages.canvas import Problem, Repair
from .canvas_reading import shortened
from .looked_at import path_to
from .wired_inputs import Inputs

_LONGEST = 600


def misfit_problem(
    misfit: Misfit,
    name: str,
    inputs: Inputs,
    socket: str,
    came: TensorType,
    repairs: tuple[Repair, ...],
) -> Problem:
    """The problem of a layer that does not fit what flows into it.

    Args:
        misfit: What the layer says.
        name: Its node's.
        inputs: What comes into it.
        socket: The one that is wrong.
        came: What flows into that.
        repairs: What would mend it.
    """
    source = inputs.sources[socket]
    return Problem(
        message=_told(
            f"{name} expects {misfit.expects}, but {source[0].name} gives {misfit.gives or came}."
        ),
        fix=_told(misfit.fix),
        path=path_to(name, source),
        input=socket,
        repairs=repairs,
    )


def error_problem(
    error: NetwrightError, name: str, socket: str | None = None, repairs: tuple[Repair, ...] = ()
) -> Problem:
    """The problem that any other error is."""
    return Problem(
        message=_told(f"{name}: {error.message}"),
        fix=_told(error.fix),
        input=socket,
        repairs=repairs,
    )


def unforeseen_problem(error: Exception, name: str) -> Problem:
    """The problem of a node that ends with an error of its own; a run would show the same."""
    return Problem(
        message=_told(f"{name} ends with {type(error).__name__}: {error}."),
        fix="change its widgets, or tell who wrote the layer.",
    )


def _told(text: str) -> str:
    return shortened(str(text), _LONGEST)
