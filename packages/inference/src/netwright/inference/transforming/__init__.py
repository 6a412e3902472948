"""Smaller and faster forms of a model file, each measured and refused when it costs too much.

quantize       one of them, written when it passes
Quantized      what was written, and what it changed
"""

from netwright.inference.transforming.quantization import Quantized, quantize

__all__ = ["Quantized", "quantize"]
