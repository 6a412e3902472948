"""Whether a network takes pictures of any height and width, and if not, which layer forbids it."""

from __future__ import annotations

from netwright.interfaces.documents import AnySize, Dataset, ImagePreprocessing, Network
from netwright.interfaces.errors import NetwrightError, UsageError
from netwright.layers import CheckedNetwork, check

_MULTIPLES = (1, 2, 4, 8, 16, 32, 64)
_PICTURES_AGAIN = frozenset({"autoencoding", "image_to_image", "segmentation"})

Size = tuple[int, int]
"""(height, width) in pixels."""


def sizes_taken(checked: CheckedNetwork, dataset: Dataset) -> AnySize:
    """What height and width the network takes beside those that it was trained on.

    It takes another size if all its layers fit it with the weights that they have, and if what is
    made of every pixel is made of every pixel there, too. Sizes are tried; whether the exported
    graph then computes right is for the parity gate to find out.

    Args:
        checked: The network as it is exported, with its main output alone.
        dataset: What it was trained on.

    Raises:
        UsageError: It takes its own size alone, or it is no pictures that it takes.
    """
    pictures = pictures_of(dataset)
    refusals: list[str] = []
    for multiple in _MULTIPLES:
        if pictures.height % multiple or pictures.width % multiple:
            break
        reasons = [_refusal(checked, dataset, size) for size in other_sizes(pictures, multiple)]
        refusals += [reason for reason in reasons if reason is not None]
        if not any(reasons):
            least = _least(checked, dataset, pictures, multiple)
            return AnySize(fitted=False, multiple=multiple, least=least)
    raise forbidden(refusals[-1], pictures)


def pictures_of(dataset: Dataset) -> ImagePreprocessing:
    """How the data set's pictures are read.

    Raises:
        UsageError: It holds none.
    """
    if not isinstance(dataset.preprocessing, ImagePreprocessing):
        raise UsageError(
            f"only pictures come in other sizes, but {dataset.name!r} holds "
            f"{dataset.preprocessing.kind} data.",
            fix="leave --any-size and --embed-resize out.",
        )
    return dataset.preprocessing


def other_sizes(pictures: ImagePreprocessing, multiple: int) -> tuple[Size, ...]:
    """Two sizes that are not the own one, by odd and even numbers of steps."""
    height, width = pictures.height, pictures.width
    return (
        (height + multiple, width + 2 * multiple),
        (height + 2 * multiple, width + 3 * multiple),
    )


def forbidden(reason: str, pictures: ImagePreprocessing) -> UsageError:
    """The error for a network that does not take any size."""
    return UsageError(
        f"the network does not take pictures of any size: {reason}",
        fix="leave --any-size out. With --embed-resize the model takes pictures of any size and "
        f"fits them to {pictures.width} x {pictures.height} itself.",
    )


def _least(
    checked: CheckedNetwork, dataset: Dataset, pictures: ImagePreprocessing, multiple: int
) -> int:
    own = min(pictures.height, pictures.width)
    sides = range(multiple, own, multiple)
    return next((side for side in sides if not _refusal(checked, dataset, (side, side))), own)


def _refusal(checked: CheckedNetwork, dataset: Dataset, size: Size) -> str | None:
    """Why the network does not take a size, with the layer; None if it does."""
    try:
        other = check(_at(checked, size))
    except NetwrightError as error:
        return f"at {size[1]} x {size[0]}, {error.message}"
    pairs = zip(checked.resolved_layers(), other.resolved_layers(), strict=True)
    for (path, layer, _), (_, changed, _) in pairs:
        if layer != changed:
            before, after = layer.model_dump(), changed.model_dump()
            name = next(name for name in before if before[name] != after[name])
            return (
                f"{path!r} ({layer.op()}) has {name}={before[name]}, and at "
                f"{size[1]} x {size[0]} it would need {name}={after[name]}."
            )
    return _wrong_output(checked, other, dataset, size)


def _at(checked: CheckedNetwork, size: Size) -> Network:
    ((name, given),) = checked.network.inputs.items()
    resized = given.model_copy(update={"shape": (given.shape[0], *size)})
    return checked.network.model_copy(update={"inputs": {name: resized}})


def _wrong_output(
    checked: CheckedNetwork, other: CheckedNetwork, dataset: Dataset, size: Size
) -> str | None:
    (before,), (after,) = checked.outputs.values(), other.outputs.values()
    wanted = before.shape
    if dataset.task in _PICTURES_AGAIN:
        own = dataset.preprocessing.shape[1:]
        sides = (side * to // come for side, to, come in zip(wanted[1:], size, own, strict=True))
        wanted = (wanted[0], *sides)
    if after.shape == wanted:
        return None
    return (
        f"{_fixed(checked, other)} gives the same size whatever comes, so that at "
        f"{size[1]} x {size[0]} the network gives {after} in place of {list(wanted)}."
    )


def _fixed(checked: CheckedNetwork, other: CheckedNetwork) -> str:
    """The last layer whose output is of the same shape though its input is not."""
    pairs = zip(checked.nodes, other.nodes, strict=True)
    fixed = [b for b, a in pairs if b.outputs == a.outputs and b.inputs != a.inputs]
    return f"{fixed[-1].node.id!r} ({fixed[-1].node.op})" if fixed else "the network"
