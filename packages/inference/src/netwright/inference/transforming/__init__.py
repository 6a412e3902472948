"""Smaller and faster forms of a model file, each measured and refused when it costs too much.

quantize       one of them, written when it passes
Quantized      what was written, and what it changed
"""

from netwright.inference.transforming.quantization import quantize
from netwright.inference.transforming.result import Quantized

__all__ = ["Quantized", "quantize"]
