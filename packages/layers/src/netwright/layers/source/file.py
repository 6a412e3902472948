"""The whole file: imports, classes that torch lacks, a class a kind of block, the network."""

from __future__ import annotations

import re

import torch

from netwright.interfaces.documents import Network
from netwright.layers.checked import CheckedNetwork, check
from netwright.layers.construct import build
from netwright.layers.source.classes import write_class
from netwright.layers.source.modules import OwnSource, own_source, source_of
from netwright.layers.source.traced.made import Part
from netwright.layers.source.traced.writing import write_part
from netwright.layers.source.uses import Use, uses_of

_FUTURE = "from __future__ import annotations"


def to_python(network: Network | CheckedNetwork) -> str:
    """The network as the text of a Python file that imports torch and nothing else.

    The class at its end has the same `state_dict` keys as the module that `build` makes, and gives
    the same outputs with the same weights: a tensor where there is one output, else a dict.

    Raises:
        NetwrightError: The network is not valid, or one of its layers cannot stand alone.
    """
    checked = check(network) if isinstance(network, Network) else network
    with torch.device("meta"):
        use = uses_of(checked, build(checked, pretrained=False))
    own = _own_sources(use)
    classes, name = _classes(use, own)
    texts = [source.text for source in own if source.text]
    parts = [_header(own), *texts, *classes, _main(checked, name)]
    return "\n\n\n".join(parts) + "\n"


def _classes(network: Use, own: list[OwnSource]) -> tuple[list[str], str]:
    kinds: dict[tuple[object, ...], list[Use | Part]] = {}
    for use in network.inside_out():
        kinds.setdefault(use.kind(), []).append(use)
    names: dict[tuple[object, ...], str] = {}
    beside = {name for source in own for name in source.names()}
    for kind, uses in kinds.items():
        names[kind] = _class_name(uses[0].op, {*names.values(), *beside})
    texts = [_class_text(names[kind], uses, names) for kind, uses in kinds.items()]
    return texts, names[network.kind()]


def _class_text(name: str, uses: list[Use | Part], names: dict[tuple[object, ...], str]) -> str:
    parts = [use for use in uses if isinstance(use, Part)]
    blocks = [use for use in uses if isinstance(use, Use)]
    return write_part(name, parts, names) if parts else write_class(name, blocks, names)


def _class_name(op: str, taken: set[str]) -> str:
    words = re.findall(r"[A-Za-z0-9]+", op)
    base = "".join(word[:1].upper() + word[1:] for word in words) or "Network"
    base = base if base[0].isalpha() else f"Network{base}"
    name, number = base, 2
    while name in taken or name in {"Network" * (base != "Network"), "nn", "torch"}:
        name, number = f"{base}{number}", number + 1
    return name


def _header(own: list[OwnSource]) -> str:
    needed = {line for source in own for line in source.imports} - {_FUTURE}
    torch_lines = {"import torch", "from torch import nn"}
    ordered = sorted({*needed, *torch_lines}, key=lambda line: (line.startswith("from"), line))
    standard = [line for line in ordered if "torch" not in line.split()[1]]
    third = [line for line in ordered if line not in standard]
    groups = [[_FUTURE], standard, third]
    return "\n\n".join("\n".join(group) for group in groups if group)


def _own_sources(network: Use) -> list[OwnSource]:
    sources: list[OwnSource | None] = []
    for use in network.inside_out():
        if isinstance(use, Part):
            sources += map(_needed, use.needs())
        else:
            sources += map(own_source, use.plain_layers())
    return [source for source in dict.fromkeys(sources) if source is not None]


def _needed(need: str) -> OwnSource:
    """The text of a Python module, or nothing but a line that imports something."""
    return OwnSource((need,), "") if " " in need else source_of(need, need)


def _main(checked: CheckedNetwork, name: str) -> str:
    examples = ", ".join(_example(i.shape, i.dtype) for i in checked.network.inputs.values())
    return (
        f'if __name__ == "__main__":\n    network = {name}().eval()\n    print(network({examples}))'
    )


def _example(shape: tuple[int, ...], dtype: str) -> str:
    sizes = ", ".join(map(str, (1, *shape)))
    return f"torch.zeros({sizes}{', dtype=torch.int64' if dtype == 'int64' else ''})"
