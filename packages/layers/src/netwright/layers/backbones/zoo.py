"""Which models torchvision has, and what it says about their published weights."""

from __future__ import annotations

import functools
from typing import Any

from netwright.interfaces.errors import NetworkError, UsageError, did_you_mean, nearest
from netwright.layers.families.fixes import setting


def torchvision_models() -> Any:
    """The package `torchvision.models`.

    Raises:
        UsageError: torchvision is not installed, or not one that goes with this torch.
    """
    try:
        import torchvision
    except ModuleNotFoundError as error:
        if error.name != "torchvision":
            raise
        raise UsageError(
            "Backbone takes its models from torchvision, which is not installed.",
            fix='pip install "netwright-layers[backbones]"',
        ) from None
    except (ImportError, RuntimeError) as error:
        # A torchvision built for another torch fails in its compiled part.
        reason = str(error).partition("\n")[0].rstrip(".")
        raise UsageError(
            f"torchvision is installed, but cannot be imported: {reason}.",
            fix="pip install --upgrade torch torchvision",
        ) from error
    return torchvision.models


@functools.cache
def model_names() -> tuple[str, ...]:
    """Every classification model, in alphabetical order."""
    models = torchvision_models()
    return tuple(models.list_models(module=models))


def check_model(name: str) -> None:
    """Raise NetworkError, with the nearest name, where torchvision has no such model."""
    if name in model_names():
        return
    match = nearest(name, model_names())
    raise NetworkError(
        f"torchvision has no classification model {name!r}.",
        fix=setting(model=match) if match else did_you_mean(name, model_names()),
    )


def default_weights(name: str) -> Any:
    """The weights that torchvision's authors advise for a model: their url and what they need."""
    return torchvision_models().get_model_weights(name).DEFAULT


def family(name: str) -> str:
    """The Python module of torchvision that holds the model, such as ``resnet``."""
    builder = torchvision_models().get_model_builder(name)
    return str(builder.__module__).rpartition(".")[2]


def smallest_side(name: str) -> int:
    """The side of the smallest square image that torchvision says the whole model takes."""
    return max(default_weights(name).meta["min_size"])


def usual_side(name: str) -> int:
    """The side of the square images that its published weights were tested on."""
    (side,) = default_weights(name).transforms().crop_size
    return int(side)
