"""A graph in half precision: 16-bit floating point inside, its inputs and outputs as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netwright.inference.transforming.graph_body import nodes_outside

if TYPE_CHECKING:
    import onnx


def in_half_precision(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model, changed, by onnxruntime's converter.

    Half the size, and faster where the processor computes in 16 bits, as most GPUs do; elsewhere
    onnxruntime turns the numbers back into 32 bits as it goes.
    """
    from onnxruntime.transformers.float16 import convert_float_to_float16

    return convert_float_to_float16(
        model, keep_io_types=True, node_block_list=nodes_outside(model.graph)
    )
