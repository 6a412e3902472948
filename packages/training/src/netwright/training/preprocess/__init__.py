"""From what reading gives to what a network takes: the same modules in training and in ONNX.

preprocessor_for   the module of a data set's preprocessing
input_name         what the exported model calls its input
"""

from netwright.training.preprocess.array import StandardizeArray
from netwright.training.preprocess.image import Normalize
from netwright.training.preprocess.selection import input_name, preprocessor_for
from netwright.training.preprocess.table import EncodeRows

__all__ = ["EncodeRows", "Normalize", "StandardizeArray", "input_name", "preprocessor_for"]
