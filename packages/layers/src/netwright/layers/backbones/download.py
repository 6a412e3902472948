"""torchvision's published weights, from the folder where torch.hub keeps them or from the web."""

from __future__ import annotations

import re
from http.client import HTTPException
from pathlib import Path

import torch

from netwright.interfaces.errors import WeightsError
from netwright.layers.backbones.zoo import default_weights

_HASH = re.compile(r"-([0-9a-f]{8,})\.")
"""The first digits of a file's SHA-256, in its name."""


def default_file(model: str) -> Path:
    """The file of a model's default weights, downloaded with a progress bar unless it is there.

    It is ``checkpoints/NAME`` in `torch.hub.get_dir()`, as for torchvision itself, so that files
    that are there already are used. The environment variable TORCH_HOME moves the folder.

    Raises:
        WeightsError: It cannot be downloaded.
    """
    url = str(default_weights(model).url)
    file = Path(torch.hub.get_dir(), "checkpoints", url.rpartition("/")[2])
    if not file.exists():
        _download(model, url, file)
    return file


def _download(model: str, url: str, file: Path) -> None:
    found = _HASH.search(file.name)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written beside its place, checked and renamed, by torch.hub itself.
        torch.hub.download_url_to_file(url, str(file), found and found[1], progress=True)
    except (OSError, HTTPException, RuntimeError) as error:
        raise WeightsError(
            f"the weights of {model} cannot be downloaded: {error}.",
            url=url,
            file=file,
            fix=f"put {file.name} from the url above into {file.parent}, "
            'or anywhere and set weights="PATH" to it.',
        ) from error
