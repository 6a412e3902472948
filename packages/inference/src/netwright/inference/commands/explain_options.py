"""Which options of `netwright explain` go together."""

from __future__ import annotations

from collections.abc import Mapping

from netwright.interfaces.documents.model import Model
from netwright.interfaces.errors import UsageError

_READING = frozenset({"--row", "--array"})
_HEEDED = {
    "--embed": frozenset({"--at", "--force"}),
    "--layers": _READING | {"--json", "SAMPLE"},
    "--layer": _READING | {"--json", "--out", "--force", "SAMPLE"},
}
_EXPLAINING = _READING | {"--class", "--method", "--json", "SAMPLE"}
_HEEDED_FOR = {
    "image": _EXPLAINING | {"--at", "--patch", "--out", "--force"},
    "array": _EXPLAINING | {"--out", "--force"},
    "table": _EXPLAINING,
    "text": _EXPLAINING,
}
_READ_WITH = {"table": {"--row"}, "array": _READING}


def check_together(given: Mapping[str, object]) -> None:
    """Refuse what an option such as ``--layers`` leaves unheeded.

    Args:
        given: The options by their names, `SAMPLE` among them; None and False are not given.

    Raises:
        UsageError: One does nothing beside another, or there is no sample.
    """
    present = _present(given)
    for mode, heeded in _HEEDED.items():
        if mode in present:
            _refuse(present - heeded - {mode}, f"beside {mode}")
    if "SAMPLE" not in present and "--embed" not in present:
        raise UsageError(
            "there is no sample to explain.", fix=f"netwright explain {given['MODEL']} SAMPLE"
        )


def check_for_model(model: Model, given: Mapping[str, object], *, explained: bool) -> None:
    """Refuse options that do nothing for what the model reads.

    Args:
        model: The model's document.
        given: As of `check_together`.
        explained: Whether the answer is explained, not the layers shown.

    Raises:
        UsageError: One does nothing.
    """
    kind, present = model.preprocessing.kind, _present(given)
    where = f"for a model that reads {kind}s"
    _refuse((present & _READING) - _READ_WITH.get(kind, set()), where)
    if explained:
        _refuse(present - _HEEDED_FOR[kind], where)


def _present(given: Mapping[str, object]) -> set[str]:
    options = {name: value for name, value in given.items() if name != "MODEL"}
    return {name for name, value in options.items() if value is not None and value is not False}


def _refuse(unheeded: set[str] | frozenset[str], where: str) -> None:
    for name in sorted(unheeded):
        raise UsageError(f"{name} does nothing {where}.", fix="leave it out.")
