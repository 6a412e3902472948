"""Whether a network fits the data, found out before training starts."""

from __future__ import annotations

from netwright.interfaces.documents import Dataset, Network, Recipe
from netwright.interfaces.errors import NetworkError, ShapeError
from netwright.layers import CheckedNetwork, TensorType, check
from netwright.training.expected_output import allowed_shapes, output_width, reason
from netwright.training.final_activation import without_final_activation
from netwright.training.loss_fitness import check_loss
from netwright.training.outputs import loss_key, recipe_of, trained_outputs, with_output

_INPUTS = {
    "image": "images are {} ([C,H,W])",
    "table": "rows are {} once encoded",
    "array": "arrays are {}",
    "text": "texts are {} tokens",
}


def fitting_network(network: Network, dataset: Dataset, recipe: Recipe) -> CheckedNetwork:
    """The network, checked, as it is trained on the data: it gives what the task asks for.

    A final Softmax, LogSoftmax or Sigmoid that the loss computes itself is left out, and so are
    outputs that are not trained, with the layers that lead to them alone. The main output is first.

    Raises:
        NetworkError: It has not one input, its outputs are several and the recipe does not say
            which are trained, or its main output cannot be exported to ONNX.
        ShapeError: Its input is not the data's, or an output not what the task needs.
        UsageError: The recipe's loss does not fit, or the task cannot be done on this data.
    """
    if len(network.inputs) != 1:
        raise NetworkError(
            f"{dataset.task.replace('_', ' ')} needs one input, but {network.name!r} has "
            f"{len(network.inputs)}.",
            fix="leave one in the network's inputs.",
        )
    names = trained_outputs(network, recipe)
    outputs: dict[str, str] = {}
    for name in names:
        alone, one = with_output(network, name), recipe_of(recipe, name)
        check_loss(check(alone), dataset, one, loss_key(recipe, name))
        outputs |= without_final_activation(alone, dataset, one).outputs
    checked = check(network.model_copy(update={"outputs": outputs}))
    of_one = [check(with_output(checked.network, name)) for name in names]
    _check_exportable(of_one[0])
    _check_input(checked, dataset)
    for name, part in zip(names, of_one, strict=True):
        _check_output(part, dataset, recipe_of(recipe, name), loss_key(recipe, name))
    return checked


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
    data = dataset.preprocessing
    wanted = list(data.shape)
    if given.shape != data.shape:
        reading = f", or read the images at its size: --size {given.shape[-1]}"
        raise ShapeError(
            f"the input {name!r} has the shape {list(given.shape)}, "
            f"but the data's {_INPUTS[data.kind].format(wanted)}.",
            network=checked.network.name,
            fix=f"set the input's shape to {wanted}{reading if data.kind == 'image' else ''}.",
        )
    if given.dtype != data.dtype:
        raise ShapeError(
            f"the input {name!r} takes {given.dtype}, but the data is {data.dtype}.",
            network=checked.network.name,
            fix=f'set the input\'s dtype to "{data.dtype}".',
        )


def _check_output(checked: CheckedNetwork, dataset: Dataset, recipe: Recipe, loss_key: str) -> None:
    ((name, reference),) = checked.network.outputs.items()
    given = checked.types[reference]
    wanted, *others = allowed_shapes(dataset, recipe)
    if given.shape in (wanted, *others) and given.dtype == "float32":
        return
    shapes = " or ".join(str(TensorType(shape)) for shape in (wanted, *others))
    raise ShapeError(
        f"the output {name!r} gives {given}, but {reason(dataset)}, so {shapes} is needed.",
        network=checked.network.name,
        fix=_output_fix(checked, given.shape, wanted, dataset, loss_key),
    )


def _output_fix(
    checked: CheckedNetwork,
    given: tuple[int, ...],
    wanted: tuple[int, ...],
    dataset: Dataset,
    loss_key: str,
) -> str:
    width = output_width(dataset)
    layer, parameter = (
        ("Conv2d", "out_channels") if len(wanted) == 3 else ("Linear", "out_features")
    )
    ending = f"{layer}({parameter}={width}{', kernel_size=1' if layer == 'Conv2d' else ''})"
    last = next((node for node in reversed(checked.nodes) if node.node.op == layer), None)
    if len(wanted) == 1 and len(given) > 1:
        return f"put Flatten before the last layer and end with {ending}."
    if len(wanted) == 3 and len(given) == 3 and given[1:] != wanted[1:]:
        size = list(wanted[1:])
        return f"put Upsample(size={size}) before the last layer and end with {ending}."
    if last is not None and len(given) == len(wanted):
        one = dataset.task == "classification" and given == (1,) and wanted == (2,)
        other = f', or set {loss_key}.name="BCEWithLogitsLoss"' if one else ""
        return f"set {parameter}={width} on {last.node.id!r}{other}."
    return f"end the network with {ending}."
