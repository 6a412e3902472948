"""The reference pages of layers in Markdown: one for each layer, and one that lists them all.

Shapes on them are torch's own answers, so that writing them needs torch.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator

from netwright.layers.layer import Example, Layer, TensorType
from netwright.layers.pages import page
from netwright.layers.shapes import output_types

_GENERATED = "<!-- Written by tools/write_layer_pages.py. What is edited here is lost. -->"

_INDEX = """\
# Layers

Every layer of `netwright-layers`, by category. `netwright layers show Conv2d` shows the same on a
terminal. A layer of your own: [write a layer](../write-a-layer.md).

Shapes leave the batch axis out: `[3,224,224]` is one image of three channels. C counts channels,
D, H and W are depth, height and width, L is the length of a sequence, F counts features, and
`...` stands for any axes before. Values are float32 where nothing else is said. Parameters that are
*inferred* may be left out: the input gives them. Parameters are described as JSON has them: in
Python, `true` is `True`, and a list is a tuple or a list."""


def reference_pages(kinds: Iterable[type[Layer]]) -> dict[str, str]:
    """The text of every page by its file name; ``README.md`` lists the others."""
    kinds = list(kinds)
    pages = {f"{kind.op()}.md": _text(_layer_page(kind)) for kind in kinds}
    return {"README.md": _text(_index(kinds)), **pages}


def shape_rule(kind: type[Layer], example: Example) -> str:
    """What an example takes and gives, such as ``[3,8,8] → [8,8,8]``."""
    given = _outputs(kind, example)
    return f"{', '.join(map(_flows, example.inputs))} → {', '.join(map(_flows, given))}"


def _outputs(kind: type[Layer], example: Example) -> tuple[TensorType, ...]:
    layer = kind.from_params(example.params).resolve(*example.inputs)
    return output_types(layer, example.inputs)


def _flows(flows: TensorType) -> str:
    return str(flows) if flows.dtype == "float32" else f"{flows} {flows.dtype}"


def _index(kinds: list[type[Layer]]) -> Iterator[str]:
    yield _GENERATED
    yield _INDEX
    for category, members in page.by_category(kinds):
        yield f"## {category}"
        yield _table(
            ("layer", "what it does"),
            ((f"[{kind.op()}]({kind.op()}.md)", kind.summary()) for kind in members),
        )


def _layer_page(kind: type[Layer]) -> Iterator[str]:
    yield _GENERATED
    yield f"# {kind.op()}"
    yield kind.summary()
    yield from page.details(kind)
    yield _block("text", textwrap.fill(kind.formula, 88))
    yield f"{kind.category} · [all layers](README.md)"
    yield from _parameters(kind)
    yield from _flow(kind)
    yield from _uses(kind)
    yield from _export(kind)
    if kind.paper:
        yield "## Paper"
        yield kind.paper


def _parameters(kind: type[Layer]) -> Iterator[str]:
    yield "## Parameters"
    rows = [
        (_code(p.name), p.type, _default(p.default), p.description) for p in page.parameters(kind)
    ]
    yield _table(("name", "values", "default", "what it does"), rows) if rows else "It has none."


def _flow(kind: type[Layer]) -> Iterator[str]:
    names = ["`input_1`, `input_2`, …"] if kind.variadic else map(_code, kind.input_names)
    yield "## Inputs and outputs"
    yield (
        f"- Takes {_listed(names)}: {page.takes(kind)}.\n"
        f"- Gives {_listed(map(_code, kind.output_names))}."
    )
    yield "## Shapes"
    rows = (
        (_code(", ".join(page.settings(e))) if e.params else "none", _code(shape_rule(kind, e)))
        for e in kind.examples
    )
    yield _table(("parameters", "input → output"), rows)


def _uses(kind: type[Layer]) -> Iterator[str]:
    example = kind.examples[0]
    yield "## In Python"
    yield _block("python", "\n".join(_program(kind, example)))
    yield "## In a network document"
    node = page.node(kind, example).model_dump(mode="json", exclude_none=True)
    lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in node.items())
    yield _block("json", f"{{\n{lines}\n}}")


def _program(kind: type[Layer], example: Example) -> Iterator[str]:
    inputs, outputs = page.input_names(kind, example), page.output_names(kind)
    yield "from netwright.layers import builder\n"
    for name, flows in zip(inputs, example.inputs, strict=True):
        dtype = "" if flows.dtype == "float32" else f', "{flows.dtype}"'
        yield f'{name} = builder.input("{name}", {flows.shape}{dtype})'
    yield f"{', '.join(outputs)} = builder.{page.call(kind, example)}"
    shapes = [str(flows.shape) for flows in _outputs(kind, example)]
    yield f"print({', '.join(f'{name}.shape' for name in outputs)})  # {' '.join(shapes)}"
    yield f"network = builder.network({', '.join(f'{name}={name}' for name in outputs)})"


def _export(kind: type[Layer]) -> Iterator[str]:
    yield "## ONNX"
    yield _sentence(page.onnx(kind))
    if kind.not_in_onnx:
        return
    for example in kind.examples:
        layer = kind.from_params(example.params).resolve(*example.inputs)
        if problem := layer.onnx_problem(*example.inputs):
            use = _code(page.call(kind, example))
            yield f"Not {use} of {', '.join(map(str, example.inputs))}: {problem}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"


def _code(text: str) -> str:
    return f"`{text}`"


def _default(words: str) -> str:
    return words if words in ("required", "inferred", "none") else _code(words)


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _text(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"
