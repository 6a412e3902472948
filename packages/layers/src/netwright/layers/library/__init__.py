"""The networks and blocks that come with Netwright, each a document that a person can open.

`blocks/NAME.json` is a network that defines the block NAME and uses it once; `networks/NAME.json`
is a whole network.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from netwright.interfaces.documents import Block, Network
from netwright.interfaces.errors import NetworkError, did_you_mean

_HERE = Path(__file__).parent


@functools.cache
def library_blocks() -> Mapping[str, Block]:
    """The definitions of the built-in blocks, by name."""
    documents = (_read(file) for file in _files("blocks").values())
    return MappingProxyType({name: b for d in documents for name, b in d.blocks.items()})


def names_a_file(text: str) -> bool:
    """Whether a network is named by a file's path; otherwise it is a name of the library."""
    path = Path(text)
    return path.is_file() or bool(path.suffix) or len(path.parts) > 1


def library_networks() -> list[str]:
    """The names of the example networks and of the networks that show a block."""
    return sorted({**_files("networks"), **_files("blocks")})


def library_network(name: str) -> Network:
    """The document of that name.

    Raises:
        NetworkError: There is none; the nearest name is suggested.
    """
    documents = {**_files("blocks"), **_files("networks")}
    if name not in documents:
        raise NetworkError(
            f"there is no network {name!r} in the library.",
            fix=f"{did_you_mean(name, documents)} Or name a file that ends in .json.",
        )
    return _read(documents[name])


def _files(folder: str) -> dict[str, Path]:
    return {path.stem: path for path in sorted((_HERE / folder).glob("*.json"))}


def _read(file: Path) -> Network:
    return Network.from_json(file.read_bytes(), source=file)
