"""Reads what the sources import and call, and names what breaks the rules of the design.

Nothing is imported for it: sources are parsed. Each rule is a function that gives its findings as
lines of text, none where all is well.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# A package may import these, and itself.
ARROWS = {
    "interfaces": set(),
    "layers": {"interfaces"},
    "data": {"interfaces"},
    "training": {"interfaces", "layers", "data"},
    "inference": {"interfaces", "data"},
    "demo": {"interfaces", "layers", "data", "training", "inference"},
}
TORCH = ("torch", "torchvision", "netwright.layers", "netwright.training")
WITHOUT_TORCH = ("interfaces", "data", "inference")
# They need netwright-data[torch], and are imported only by those who have it; so what is in them.
TORCH_MODULES = (
    "netwright.data.augmentation",
    "netwright.data.batch",
    "netwright.data.batches",
    "netwright.data.epochs",
    "netwright.data.shards.batches",
)
# Reading any of these formats can run code that the file holds.
UNSAFE_MODULES = ("pickle", "_pickle", "cloudpickle", "dill", "joblib", "marshal", "shelve")
# A contract suite sends samples to a worker process and back, and reads what it has just written.
ROUND_TRIPS = ("netwright.interfaces.testing.samples",)


@dataclass(frozen=True)
class Import:
    """That `module` imports `target`: a module, or a name in one."""

    module: str
    target: str
    line: int

    def reaches(self, names: Iterable[str]) -> bool:
        """Whether it imports one of `names`, or something inside one."""
        return any(f"{self.target}.".startswith(f"{name}.") for name in names)

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


@dataclass(frozen=True)
class Source:
    """One parsed file, under the name by which it is imported."""

    module: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The second part of `netwright.PACKAGE.more`."""
        return self.module.split(".")[1]


def sources_in(root: Path) -> list[Source]:
    """All sources below `root`, the folder that is put on the path."""
    return [
        Source(_module_name(file.relative_to(root)), ast.parse(file.read_bytes(), str(file)))
        for file in sorted(root.rglob("*.py"))
    ]


def _module_name(file: Path) -> str:
    parts = file.with_suffix("").parts
    return ".".join(parts if parts[-1] != "__init__" else (*parts[:-1], "__init__"))


def imports_of(source: Source) -> list[Import]:
    """What a source imports anywhere, also in functions and for type checkers alone."""
    return [
        Import(source.module, target, node.lineno)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Call)
        for target in _targets(node, source.module)
    ]


def _targets(node: ast.Import | ast.ImportFrom | ast.Call, module: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = module.split(".")[: -node.level] if node.level else []
        origin = ".".join([*above, *([node.module] if node.module else [])])
        yield from (f"{origin}.{alias.name}" for alias in node.names)
    elif called(node) in ("import_module", "importlib.import_module", "__import__"):
        yield from (
            argument.value
            for argument in node.args[:1]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        )


def called(node: ast.Call) -> str:
    """The dotted name that a call names, as it is written."""
    return ast.unparse(node.func)


def wrong_arrows(source: Source) -> list[str]:
    """Imports of a sibling package that the design does not let this one know."""
    allowed = {source.package, *ARROWS[source.package]}
    return [
        str(found)
        for found in imports_of(source)
        if found.reaches(["netwright"]) and found.target.split(".")[1] not in allowed
    ]


def private_imports(source: Source) -> list[str]:
    """Imports of a name with a leading underscore out of a sibling package."""
    return [
        str(found)
        for found in imports_of(source)
        if found.reaches(["netwright"]) and not found.reaches([f"netwright.{source.package}"])
        if any(part.startswith("_") for part in found.target.split("."))
    ]


def may_use_torch(module: str) -> bool:
    """Whether a module is one of those that need torch, or inside of one."""
    return f"{module}.".startswith(tuple(f"{name}." for name in TORCH_MODULES))


def torch_imports(source: Source) -> list[str]:
    """Imports of torch, or of what needs it, where users may have none."""
    if source.package not in WITHOUT_TORCH or may_use_torch(source.module):
        return []
    return [str(found) for found in imports_of(source) if found.reaches((*TORCH, *TORCH_MODULES))]


def unsafe_reading(source: Source) -> list[str]:
    """Whatever could run code that came with a file: pickle, eval, exec and their like."""
    if source.module in ROUND_TRIPS:
        return []
    imported = [str(found) for found in imports_of(source) if found.reaches(UNSAFE_MODULES)]
    imported += [str(found) for found in imports_of(source) if found.target == "torch.load"]
    calls = [node for node in ast.walk(source.tree) if isinstance(node, ast.Call)]
    return imported + [
        f"{source.module}:{call.lineno} calls {ast.unparse(call)}"
        for call in calls
        if _unsafe(call)
    ]


def _unsafe(call: ast.Call) -> bool:
    name = called(call)
    said = {k.arg: ast.unparse(k.value) for k in call.keywords if k.arg}
    return (
        name in ("eval", "exec", "builtins.eval", "builtins.exec")
        or name.endswith(".read_pickle")
        or (name == "torch.load" and said.get("weights_only") != "True")
        or said.get("allow_pickle", "False") != "False"
    )
