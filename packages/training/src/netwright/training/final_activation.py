"""A network's last activation, where the loss computes it itself, and better than in two steps."""

from __future__ import annotations

from netwright.interfaces.documents import Dataset, Network, Node, Recipe, Warned
from netwright.interfaces.documents import losses as documents
from netwright.layers import CheckedNetwork, check
from netwright.training.losses import loss_of
from netwright.training.outputs import recipe_of, trained_outputs, with_output

_OF_CLASSES = (
    documents.CrossEntropyLoss,
    documents.NLLLoss,
    documents.FocalLoss,
    documents.KLDivLoss,
    documents.DiceLoss,
    documents.DiceCrossEntropyLoss,
)


def without_final_activation(network: Network, dataset: Dataset, recipe: Recipe) -> Network:
    """A network of one output as it is trained: ending in logits, not in their probabilities.

    The exported model gives both, whichever the network ends in.
    """
    last = final_activation(check(network), dataset, recipe)
    if last is None:
        return network
    (name,) = network.outputs
    return network.model_copy(update={"outputs": {name: last.inputs[0]}})


def final_activation_warnings(network: Network, dataset: Dataset, recipe: Recipe) -> list[Warned]:
    """What to tell of the activations that are left out in training."""
    names = trained_outputs(network, recipe)
    found = []
    for name in names:
        one = recipe_of(recipe, name)
        last = final_activation(check(with_output(network, name)), dataset, one)
        if last is not None:
            what = "the network" if len(names) == 1 else f"the output {name!r}"
            found.append(_left_out(what, last, loss_of(one, dataset.task).name))
    return found


def _left_out(what: str, last: Node, loss: str) -> Warned:
    return Warned(
        message=f"{what} ends in {last.op}, and {loss} computes that itself, more exactly; "
        f"{what} is trained on what flows into the {last.op}.",
        fix="nothing: the exported model gives logits and probabilities.",
    )


def final_activation(checked: CheckedNetwork, dataset: Dataset, recipe: Recipe) -> Node | None:
    """The last node of a network of one output, where the recipe's loss takes its place."""
    (reference,) = checked.network.outputs.values()
    node = next((n for n in checked.network.nodes if n.id == reference), None)
    if node is None or not node.inputs or node.op not in _replaced(dataset, recipe):
        return None
    if node.op == "Sigmoid":
        return node
    axes = len(checked.types[reference].shape)
    of_classes = 1 if dataset.task == "next_token" else 0
    dim = node.params.get("dim", -1)
    return node if isinstance(dim, int) and dim % axes == of_classes else None


def _replaced(dataset: Dataset, recipe: Recipe) -> tuple[str, ...]:
    """The activations that the loss computes itself."""
    loss = loss_of(recipe, dataset.task)
    if isinstance(loss, documents.BCEWithLogitsLoss) or dataset.task == "multi_label":
        return ("Sigmoid",)
    return ("Softmax", "LogSoftmax") if isinstance(loss, _OF_CLASSES) else ()
