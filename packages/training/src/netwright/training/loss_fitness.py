"""Whether a recipe's loss fits the task, the labels and the network, found out before training."""

from __future__ import annotations

from netwright.interfaces.documents import AnyLoss, Dataset, Recipe, Task
from netwright.interfaces.documents import losses as documents
from netwright.interfaces.errors import UsageError
from netwright.layers import CheckedNetwork
from netwright.training.final_activation import final_activation
from netwright.training.losses import loss_of

_DISTANCES = (
    documents.MSELoss,
    documents.L1Loss,
    documents.SmoothL1Loss,
    documents.HuberLoss,
)
_FITTING: dict[Task, tuple[type[AnyLoss], ...]] = {
    "classification": (
        documents.CrossEntropyLoss,
        documents.NLLLoss,
        documents.FocalLoss,
        documents.KLDivLoss,
        documents.BCEWithLogitsLoss,
    ),
    "multi_label": (documents.BCEWithLogitsLoss, documents.FocalLoss),
    "regression": _DISTANCES,
    "segmentation": (
        documents.CrossEntropyLoss,
        documents.DiceLoss,
        documents.DiceCrossEntropyLoss,
        documents.FocalLoss,
        documents.NLLLoss,
    ),
    "image_to_image": (*_DISTANCES, documents.SSIMLoss),
    "autoencoding": (*_DISTANCES, documents.SSIMLoss),
    "next_token": (documents.CrossEntropyLoss, documents.NLLLoss, documents.FocalLoss),
}


def check_loss(
    checked: CheckedNetwork, dataset: Dataset, recipe: Recipe, key: str = "loss"
) -> None:
    """Refuse a loss that cannot be computed, or that would train on nonsense.

    Args:
        checked: The network as a person gave it, with one output.
        dataset: What it is trained on.
        recipe: The recipe whose loss is checked.
        key: Where a person's recipe says that loss.

    Raises:
        UsageError: With the key and what to set instead.
    """
    loss = loss_of(recipe, dataset.task)
    _check_task(loss, dataset, key)
    if isinstance(loss, documents.BCEWithLogitsLoss) and dataset.task == "classification":
        _check_two_classes(dataset, key)
    if isinstance(loss, documents.NLLLoss) and final_activation(checked, dataset, recipe) is None:
        raise _refused(
            f"NLLLoss takes log-probabilities, but {checked.network.name!r} does not end in "
            "LogSoftmax over the classes.",
            f'set {key}.name="CrossEntropyLoss", or put LogSoftmax at the end of the network.',
            key,
        )
    _check_numbers(loss, checked, dataset, key)


def _check_task(loss: AnyLoss, dataset: Dataset, key: str) -> None:
    fitting = [
        kind
        for kind in _FITTING[dataset.task]
        if kind is not documents.SSIMLoss or dataset.preprocessing.kind == "image"
    ]
    if type(loss) not in fitting:
        task = dataset.task.replace("_", " ")
        names = [kind.model_fields["name"].default for kind in fitting]
        raise _refused(
            f"{loss.name} does not fit {task} of {dataset.preprocessing.kind} data.",
            f'set {key}.name="{names[0]}"'
            + (f", or to one of {', '.join(names[1:])}." if names[1:] else "."),
            key,
        )


def _check_two_classes(dataset: Dataset, key: str) -> None:
    classes = len(dataset.classes)
    if classes != 2:
        raise _refused(
            f"BCEWithLogitsLoss tells two classes apart, but {dataset.name!r} has {classes}.",
            f'set {key}.name="CrossEntropyLoss".',
            key,
        )


def _check_numbers(loss: AnyLoss, checked: CheckedNetwork, dataset: Dataset, key: str) -> None:
    if isinstance(loss, documents.BCEWithLogitsLoss) and loss.pos_weight is not None:
        logits = next(iter(checked.outputs.values())).shape[-1]
        _check_length(f"{key}.pos_weight", loss.pos_weight, {1, logits}, "logit")
    if isinstance(loss, documents.FocalLoss) and loss.alpha is not None:
        if dataset.task == "multi_label":
            _check_length(f"{key}.alpha", loss.alpha, {1, len(dataset.classes)}, "label")
        elif dataset.task == "next_token":
            raise _refused(
                "alpha weighs classes, and tokens have none.", f"leave {key}.alpha out.", key
            )
        else:
            _check_length(f"{key}.alpha", loss.alpha, {len(dataset.classes)}, "class")


def _check_length(name: str, values: tuple[float, ...], lengths: set[int], each: str) -> None:
    if len(values) not in lengths:
        wanted = " or ".join(map(str, sorted(lengths)))
        raise _refused(
            f"{name} has {len(values)} numbers, but {wanted} are needed, one a {each}.",
            f"give {name} {wanted} numbers, or leave it out.",
            name.rpartition(".")[0],
        )


def _refused(message: str, fix: str, key: str) -> UsageError:
    return UsageError(message, key=key, fix=fix)
