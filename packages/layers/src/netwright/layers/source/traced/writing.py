"""One class for all parts of a kind, as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from netwright.layers.source.arguments import Arguments, literal, typed
from netwright.layers.source.layout import Bracketed, Shown, bracketed, docstring, laid_out
from netwright.layers.source.traced.made import Attribute, Call, Made, Part, Value

Names = Mapping[tuple[object, ...], str]


def write_part(name: str, parts: Sequence[Part], names: Names) -> str:
    """The class's text; sets `arguments` of every part to what the class is called with.

    Args:
        name: The class's name.
        parts: All its uses, of one kind.
        names: The classes of the parts within it, by kind.
    """
    return _ClassText(name, parts, names).text()


class _ClassText:
    def __init__(self, name: str, parts: Sequence[Part], names: Names) -> None:
        self._name, self._parts, self._names = name, parts, names
        self._arguments = Arguments([{} for _ in parts])
        self._attribute = ""  # The one that is being made.
        self._kept: dict[str, str] = {}  # Numbers that `forward` reads, as expressions.

    def text(self) -> str:
        made, body = self._made(), self._body()
        for index, part in enumerate(self._parts):
            part.arguments = self._arguments.at(index)
        about = docstring(self._parts[0].about, self._shapes())
        methods = [*self._init(made), *self._frozen(), *body]
        return "\n".join([f"class {self._name}(nn.Module):", *about, "", *methods])

    def _shapes(self) -> str:
        shapes = {part.shapes for part in self._parts}
        example = "For example " if len(shapes) > 1 else ""
        return f"{example}{self._parts[0].shapes}, batch axis left out."

    def _init(self, made: list[str]) -> list[str]:
        kept = [f"        self.{name} = {value}" for name, value in self._kept.items()]
        if not made and not kept:
            return []
        names = self._parts[0].arguments
        values = {name: [part.arguments[name] for part in self._parts] for name in names}
        given = "".join(f", {name}: {typed(found)}" for name, found in values.items())
        start = laid_out("    def ", bracketed(f"__init__(self{given})"), " -> None:")
        return [*start, "        super().__init__()", *kept, *made, *self._freezing(), ""]

    def _made(self) -> list[str]:
        lines = []
        for attributes in zip(*(part.attributes for part in self._parts), strict=True):
            self._attribute = _attribute(attributes[0])
            shown = self._shown([attribute.made for attribute in attributes])
            lines += laid_out(f"        {attributes[0].start}", shown, attributes[0].end)
        return lines

    def _shown(self, made: Sequence[Made]) -> Shown:
        first: Any = made[0]
        if isinstance(first, Part):
            return self._shown_part(made)
        if isinstance(first, Call):
            return self._shown_call(made)
        if isinstance(first, Value):
            return self._expression(first.name, _values(made))
        return str(first)

    def _shown_part(self, parts: Sequence[Any]) -> Bracketed:
        values = {key: [part.arguments[key] for part in parts] for key in parts[0].arguments}
        expressions = {key: self._expression(key, found) for key, found in values.items()}
        items = tuple((f"{key}=", expression) for key, expression in expressions.items())
        return Bracketed(f"{self._names[parts[0].kind()]}(", items)

    def _shown_call(self, calls: Sequence[Any]) -> Bracketed:
        items = []
        for each in zip(*(call.items for call in calls), strict=True):
            made = [item for _, item in each]
            if not _left_out(made):
                items.append((each[0][0], self._shown(made)))
        return Bracketed(calls[0].opening, tuple(items), calls[0].closing)

    def _expression(self, name: str, values: list[Any]) -> str:
        return self._arguments.expression(name, values, self._attribute)

    def _body(self) -> list[str]:
        inputs = ", ".join(f"{name}: {kind}" for name, kind in self._parts[0].inputs)
        lines = [f"    def forward(self, {inputs}) -> torch.Tensor:"]
        for steps in zip(*(part.steps for part in self._parts), strict=True):
            alike = zip(*(step.pieces for step in steps), strict=True)
            line = "".join(self._piece(pieces) for pieces in alike)
            shape = steps[0].shape if len({step.shape for step in steps}) == 1 else ""
            start, _, value = line.partition(" ")
            comment = f"  # {shape}" if shape else ""
            lines += laid_out(f"        {start} ", bracketed(value), comment)
        return lines

    def _piece(self, pieces: Sequence[str | Value]) -> str:
        first = pieces[0]
        if isinstance(first, str):
            return first
        values = _values(pieces)
        expression = self._arguments.expression(first.name, values)
        if expression == literal(values[0]):
            return expression
        return self._keep(first.name, expression)

    def _keep(self, name: str, expression: str) -> str:
        """Where `forward` finds a number that the class is given."""
        known = {kept: at for at, kept in self._kept.items()}
        if expression in known:
            return f"self.{known[expression]}"
        name = expression if expression.isidentifier() else name
        taken = {*self._kept, *(_attribute(attribute) for attribute in self._parts[0].attributes)}
        while name in taken:
            name = f"{name}_"
        self._kept[name] = expression
        return f"self.{name}"

    def _freezing(self) -> list[str]:
        part = self._parts[0]
        fixed = [f"        self.{path}.requires_grad_(False)" for path in part.fixed]
        if part.frozen:
            fixed += [
                "        for part in self.frozen():",
                "            part.requires_grad_(False)",
                "        self.train()",
            ]
        return fixed

    def _frozen(self) -> list[str]:
        frozen = tuple(("", f"self.{path}") for path in self._parts[0].frozen)
        if not frozen:
            return []
        return [
            "    def frozen(self) -> list[nn.Module]:",
            '        """The parts whose weights and running statistics do not move."""',
            *laid_out("        return ", Bracketed("[", frozen, "]")),
            "",
            f"    def train(self, mode: bool = True) -> {self._name}:",
            "        super().train(mode)",
            "        for part in self.frozen():",
            "            part.eval()",
            "        return self",
            "",
        ]


def _attribute(made: Attribute) -> str:
    """Its name; empty for one that has no name that Python takes."""
    name = made.start.removeprefix("self.").removesuffix(" = ")
    return name if name.isidentifier() else ""


def _left_out(made: Sequence[Made]) -> bool:
    """Whether it is an argument that has its default at every use."""
    return all(isinstance(m, Value) and _is_default(m) for m in made)


def _is_default(value: Value) -> bool:
    return type(value.value) is type(value.default) and bool(value.value == value.default)


def _values(made: Sequence[Any]) -> list[Any]:
    return [each.value for each in made]
