"""Whether a network fits the data, found out before training starts."""

from __future__ import annotations

from netwright.interfaces.documents import Dataset, Network
from netwright.interfaces.errors import NetworkError, ShapeError
from netwright.layers import CheckedNetwork, check


def fitting_network(network: Network, dataset: Dataset) -> CheckedNetwork:
    """The network, checked, as it is trained on the data: it gives one vector of logits.

    A final Softmax is left out: cross-entropy takes the logarithm of a softmax itself, and the
    exported model gives both logits and probabilities.

    Raises:
        NetworkError: It has not one input and one output, or cannot be exported to ONNX.
        ShapeError: Its input is not the data's images, or its output not one logit a class.
    """
    if len(network.inputs) != 1 or len(network.outputs) != 1:
        raise NetworkError(
            f"image classification needs one input and one output, but {network.name!r} has "
            f"{len(network.inputs)} and {len(network.outputs)}.",
            fix="leave one of each in the network's inputs and outputs.",
        )
    checked = check(_without_final_softmax(network))
    _check_exportable(checked)
    _check_input(checked, dataset)
    _check_output(checked, dataset)
    return checked


def adapted(network: Network, dataset: Dataset) -> Network:
    """A network of the library, its input and its last Linear layer made to fit the data."""
    inputs = {
        name: entry.model_copy(update={"shape": dataset.preprocessing.shape})
        for name, entry in network.inputs.items()
    }
    last = set(network.outputs.values())
    nodes = tuple(
        node.model_copy(update={"params": {**node.params, "out_features": len(dataset.classes)}})
        if node.op == "Linear" and node.id in last
        else node
        for node in network.nodes
    )
    return network.model_copy(update={"inputs": inputs, "nodes": nodes})


def has_final_softmax(network: Network) -> bool:
    """Whether the network's output is the probabilities of a Softmax."""
    return _softmax_input(network) is not None


def _softmax_input(network: Network) -> str | None:
    (reference,) = network.outputs.values()
    found = (n for n in network.nodes if n.id == reference and n.op == "Softmax" and n.inputs)
    return next((node.inputs[0] for node in found), None)


def _without_final_softmax(network: Network) -> Network:
    logits = _softmax_input(network)
    if logits is None:
        return network
    (name,) = network.outputs
    return network.model_copy(update={"outputs": {name: logits}})


def _check_exportable(checked: CheckedNetwork) -> None:
    # Found out now, and not after the hours of training that the export comes after.
    for path, layer, inputs in checked.resolved_layers():
        if problem := layer.onnx_problem(*inputs):
            raise NetworkError(
                f"{path!r} ({layer.op()}) cannot be exported to ONNX: {problem}",
                node=path,
                fix="put another layer in its place, or change its parameters as said.",
            )


def _check_input(checked: CheckedNetwork, dataset: Dataset) -> None:
    ((name, given),) = checked.network.inputs.items()
    wanted = dataset.preprocessing.shape
    if given.shape != wanted:
        raise ShapeError(
            f"the input {name!r} has the shape {list(given.shape)}, "
            f"but the data's images are {list(wanted)} ([C,H,W]).",
            network=checked.network.name,
            fix=f"set the input's shape to {list(wanted)}, "
            f"or read the images at its size: --size {given.shape[-1]}.",
        )


def _check_output(checked: CheckedNetwork, dataset: Dataset) -> None:
    ((name, reference),) = checked.network.outputs.items()
    given, classes = checked.types[reference], len(dataset.classes)
    if given.shape == (classes,):
        return
    last = next((node for node in reversed(checked.nodes) if node.node.op == "Linear"), None)
    fix = f"end the network with Linear(out_features={classes})."
    if len(given.shape) > 1:
        fix = f"put Flatten before the last layer and end with Linear(out_features={classes})."
    elif last is not None:
        fix = f"set out_features={classes} on {last.node.id!r}."
    raise ShapeError(
        f"the output {name!r} gives {given}, but {dataset.name!r} has {classes} classes, "
        f"so [{classes}] is needed.",
        network=checked.network.name,
        fix=fix,
    )
