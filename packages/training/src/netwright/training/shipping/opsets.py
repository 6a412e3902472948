"""The oldest version of ONNX that a graph can be written in: older runtimes take it, too."""

from __future__ import annotations

from collections.abc import Callable

import onnx
from onnx import checker, defs, helper, version_converter

from netwright.training.shipping.weights_apart import take_structure, without_weights

_LEAST_OPSET = 7
"""The first that onnxruntime promises to run."""

_LEAST_IR_VERSION = 4
"""The first in which weights are no inputs, which a client would be asked for."""


def lower_opset(graph: onnx.ModelProto, is_same: Callable[[], bool]) -> None:
    """Write the graph in the lowest operator set, and the lowest version of the format that has it.

    Operators that have not changed since an older set are written in that one as they are, and
    ONNX's own converter changes others as far as it can.

    Args:
        graph: The graph, which is changed.
        is_same: Whether it computes what it did before, which the converter is not trusted in.
    """
    before, _ = without_weights(graph)
    plain, _ = without_weights(graph)
    for node in plain.graph.node:
        _leave_out_defaults(node, opset_of(graph))
    steps = [_labelled(plain)]
    while opset_of(steps[-1]) > _LEAST_OPSET and (older := _one_older(steps[-1])) is not None:
        steps.append(_labelled(older))
    for step in reversed(steps):
        _restore_metadata(step, before)
        take_structure(graph, step)
        if is_same():
            return
    take_structure(graph, before)


def opset_of(graph: onnx.ModelProto) -> int:
    """The version of ONNX's own operator set that the graph uses."""
    return next(entry.version for entry in graph.opset_import if entry.domain == "")


def _labelled(graph: onnx.ModelProto) -> onnx.ModelProto:
    """A copy that says the oldest set in which all its operators are as they are in its own."""
    changed = onnx.ModelProto()
    changed.CopyFrom(graph)
    for entry in changed.opset_import:
        if entry.domain == "":
            entry.version = max(_newest_operator(graph), _LEAST_OPSET)
    least = helper.find_min_ir_version_for(changed.opset_import, ignore_unknown=True)
    changed.ir_version = max(least, _LEAST_IR_VERSION)
    return changed


def _newest_operator(graph: onnx.ModelProto) -> int:
    opset = opset_of(graph)
    return max(
        defs.get_schema(node.op_type, opset, node.domain).since_version
        for node in _nodes(graph.graph)
        if node.domain == ""
    )


def _nodes(graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    """Those of the graph and of the graphs inside its control flow."""
    inner = [attribute.g for node in graph.node for attribute in node.attribute]
    return [*graph.node, *(node for part in inner for node in _nodes(part))]


def _leave_out_defaults(node: onnx.NodeProto, opset: int) -> None:
    """Attributes that older operators have not go where they say what is so without them.

    The converter stumbles over them.
    """
    if node.domain:
        return
    now = defs.get_schema(node.op_type, opset)
    if not defs.has(node.op_type, now.since_version - 1):
        return
    before = defs.get_schema(node.op_type, now.since_version - 1).attributes
    told = [
        attribute
        for attribute in node.attribute
        if attribute.name in before or not _is_default(attribute, now)
    ]
    del node.attribute[:]
    node.attribute.extend(told)


def _is_default(attribute: onnx.AttributeProto, schema: defs.OpSchema) -> bool:
    default = schema.attributes[attribute.name].default_value
    if not default.type:
        return False
    return bool(helper.get_attribute_value(attribute) == helper.get_attribute_value(default))


def _one_older(graph: onnx.ModelProto) -> onnx.ModelProto | None:
    try:
        older = version_converter.convert_version(graph, opset_of(graph) - 1)
        checker.check_model(older)
    except (RuntimeError, version_converter.ConvertError, checker.ValidationError):
        return None  # An operator has no older form.
    return older


def _restore_metadata(graph: onnx.ModelProto, original: onnx.ModelProto) -> None:
    """Put back what is said of each node, which the converter forgets."""
    known = {node.output[0]: node for node in original.graph.node}
    for node in graph.graph.node:
        before = known.get(node.output[0])
        if before is not None and not node.metadata_props:
            node.metadata_props.extend(before.metadata_props)
