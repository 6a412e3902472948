"""What a package imports beside Python's own library has to be in its pyproject.toml."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from architecture import TORCH_MODULES, Import, Source, imports_of

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

DISTRIBUTION_OF = {
    "PIL": "pillow",
    "google": "protobuf",
    "netwright_nodes": "comfyui-netwright",
    "sklearn": "scikit-learn",
}
# `netwright.demo` is what the distribution `netwright` brings itself.
DISTRIBUTION_OF_PACKAGE = {"demo": "netwright"}
# Extras whose requirements only some modules use, by a part of the module's name.
EXTRAS = {
    "backbones": ("netwright.layers.backbones",),
    "parquet": (".table_files",),
    "serve": ("netwright.inference.serving",),
    "shards": ("netwright.data.shards",),
    "tables": ("netwright.data.arrow_columns", "netwright.data.table_file"),
    "testing": (".testing",),
    "torch": TORCH_MODULES,
}
STANDARD = {*sys.stdlib_module_names, "tomllib", "__future__"}


def undeclared(source: Source, project: dict[str, Any]) -> list[str]:
    """What `source` imports and the `[project]` table does not declare for it, one line each."""
    known = {None, *_declared(project, source.module)}
    first = {_distribution(found): found for found in reversed(imports_of(source))}
    return [
        f"{found}, and its pyproject.toml does not declare {needed!r}"
        for needed, found in reversed(first.items())
        if needed not in known
    ]


def project_table(file: Path) -> dict[str, Any]:
    """The `[project]` table of a pyproject.toml."""
    table: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))["project"]
    return table


def _declared(project: dict[str, Any], module: str) -> Iterator[str]:
    yield canonicalize_name(str(project["name"]))
    yield from _names(project.get("dependencies", ()))
    for extra, requirements in project.get("optional-dependencies", {}).items():
        if any(part in module for part in EXTRAS.get(extra, ())):
            yield from _names(requirements)


def _names(requirements: Iterable[str]) -> list[str]:
    return [canonicalize_name(Requirement(text).name) for text in requirements]


def _distribution(found: Import) -> str | None:
    """The distribution that has to be declared for an import; None for Python's own library."""
    top, *rest = found.target.split(".")
    if top in STANDARD or not top:  # A name that begins with a dot is the package's own.
        return None
    if top == "netwright" and rest:
        return DISTRIBUTION_OF_PACKAGE.get(rest[0], f"netwright-{rest[0]}")
    return canonicalize_name(DISTRIBUTION_OF.get(top, top))
