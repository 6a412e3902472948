"""The library: networks and blocks that are known by their names.

Those that come with Netwright lie here as documents that a person can open: `blocks/NAME.json` is
a network that defines the block NAME and uses it once, `networks/NAME.json` is a whole network.

A person's own lie in the folders that the variable NETWRIGHT_LIBRARY names. Any network document
there is a network of the library under its file's name, and the blocks in it are known everywhere.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from netwright.interfaces.documents import Block, Network
from netwright.interfaces.errors import NetworkError, did_you_mean

VARIABLE = "NETWRIGHT_LIBRARY"
_HERE = Path(__file__).parent
_Stamped = tuple[tuple[Path, int], ...]


def library_blocks() -> Mapping[str, Block]:
    """The blocks that every network may use, by name. Changed files are read anew.

    Raises:
        NetworkError: Two files define a block of the same name.
        DocumentError: A file of the library is not valid.
    """
    return _blocks(_shipped_blocks(), _stamped(_own_documents()))


def names_a_file(text: str) -> bool:
    """Whether a network is named by a file's path; otherwise it is a name of the library."""
    path = Path(text)
    return path.is_file() or bool(path.suffix) or len(path.parts) > 1


def library_networks() -> list[str]:
    """The names of the example networks, of those that show a block, and of a person's own."""
    return sorted(_networks())


def library_network(name: str) -> Network:
    """The document of that name.

    Raises:
        NetworkError: There is none; the nearest name is suggested.
    """
    documents = _networks()
    if name not in documents:
        raise NetworkError(
            f"there is no network {name!r} in the library.",
            fix=f"{did_you_mean(name, documents)} Or name a file that ends in .json.",
        )
    return Network.read(documents[name])


def _networks() -> dict[str, Path]:
    own = _documents(_HERE / "blocks") | _documents(_HERE / "networks")
    return _own_documents() | own


def _documents(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*.json"))}


def _own_documents() -> dict[str, Path]:
    folders = [Path(name) for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name]
    return {name: path for folder in folders for name, path in _documents(folder).items()}


@functools.cache
def _shipped_blocks() -> _Stamped:
    return _stamped(_documents(_HERE / "blocks"))


def _stamped(documents: Mapping[str, Path]) -> _Stamped:
    return tuple((path, path.stat().st_mtime_ns) for path in documents.values())


@functools.lru_cache(maxsize=4)
def _blocks(shipped: _Stamped, own: _Stamped) -> Mapping[str, Block]:
    found: dict[str, tuple[Path, Block]] = {}
    for path, _ in (*shipped, *own):
        for name, block in Network.read(path).blocks.items():
            if name in found and found[name][1] != block:
                raise NetworkError(
                    f"two files of the library define the block {name!r}.",
                    files=f"{found[name][0]} and {path}",
                    fix="rename one of the two, or remove it.",
                )
            found[name] = (path, block)
    return MappingProxyType({name: block for name, (_, block) in found.items()})
