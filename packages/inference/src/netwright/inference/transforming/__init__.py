"""Smaller and faster forms of a model file, each measured and refused when it costs too much.

quantize       one of them, written when it passes
Quantized      what was written, and what it changed
Comparison     how far the answers of two models are apart
"""

from netwright.inference.transforming.comparison import Comparison
from netwright.inference.transforming.quantization import Quantized, quantize

__all__ = ["Comparison", "Quantized", "quantize"]
