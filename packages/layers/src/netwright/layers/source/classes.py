"""One class for all uses of a block that can share it, as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from netwright.layers.source.arguments import Arguments, typed
from netwright.layers.source.layout import Bracketed, docstring, laid_out
from netwright.layers.source.modules import call_arguments, class_name, positional
from netwright.layers.source.uses import Use


def write_class(name: str, uses: Sequence[Use], names: dict[tuple[object, ...], str]) -> str:
    """The class's text; sets `arguments` of every use to what the class is called with.

    Args:
        name: The class's name.
        uses: All its uses, of one kind.
        names: The classes of the blocks within it, by kind.
    """
    arguments = Arguments([use.params for use in uses])
    made = [_assignment(use.module_name, uses, arguments, names) for use in uses[0].modules()]
    for index, use in enumerate(uses):
        use.arguments = arguments.at(index)
    values = _across([use.arguments for use in uses])
    given = "".join(f", {name}: {typed(found)}" for name, found in values.items())
    lines = [f"class {name}(nn.Module):", *_docstring(uses), ""]
    if made:
        lines += [
            f"    def __init__(self{given}) -> None:",
            "        super().__init__()",
            *made,
            "",
        ]
    lines += _forward(uses)
    return "\n".join(lines)


def _assignment(
    attribute: str, uses: Sequence[Use], arguments: Arguments, names: dict[tuple[object, ...], str]
) -> str:
    nodes = [next(n for n in use.modules() if n.module_name == attribute) for use in uses]
    if attribute in uses[0].within:
        inner = [use.within[attribute] for use in uses]
        called, values = names[inner[0].kind()], _across([use.arguments for use in inner])
    else:
        layers: Any = [node.layer for node in nodes]
        called, values = class_name(layers[0]), call_arguments(layers)
    bare = positional(called) if called.startswith("nn.") else ()
    items = tuple(
        ("" if key in bare else f"{key}=", arguments.expression(key, value))
        for key, value in values.items()
    )
    return "\n".join(laid_out(f"        self.{attribute} = ", Bracketed(f"{called}(", items)))


def _across(arguments: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [one[name] for one in arguments] for name in arguments[0]}


def _docstring(uses: Sequence[Use]) -> list[str]:
    checked = uses[0].checked
    inputs = ", ".join(f"{name} {checked.types[name]}" for name in checked.network.inputs)
    outputs = ", ".join(f"{name} {flows}" for name, flows in checked.outputs.items())
    shapes = f"{inputs} → {outputs}, batch axis left out."
    if len({str(use.checked.types) for use in uses}) > 1:
        shapes = f"For example {shapes}"
    about = checked.network.description
    return docstring(about if about.split() else uses[0].op, shapes)


def _forward(uses: Sequence[Use]) -> list[str]:
    use = uses[0]
    types = use.checked.types if len({str(u.checked.types) for u in uses}) == 1 else {}
    _, *body = use.forward
    inputs = ", ".join(f"{name}: torch.Tensor" for name in use.checked.network.inputs)
    lines = [f"    def forward(self, {inputs}) -> {_returned(use)}:"]
    for line in body:
        target = re.match(r"(\w+) = ", line)
        flows = types.get(target[1]) if target else None
        lines.append(f"        {line}{f'  # {flows}' if flows else ''}")
    lines[-1] = f"        {_return_line(use)}"
    return lines


def _returned(use: Use) -> str:
    return "torch.Tensor" if len(use.checked.outputs) == 1 else "dict[str, torch.Tensor]"


def _return_line(use: Use) -> str:
    line = use.forward[-1]
    if match := re.fullmatch(r"return \{'\w+' ?: ?(\w+)\}", line):
        return f"return {match[1]}"
    return line.replace("'", '"')
