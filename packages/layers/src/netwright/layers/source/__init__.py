"""A network as standalone Python: the `nn.Module` that a person would write, importing torch only.

to_python(network)   the file's text; its class has the same state_dict keys as `build` gives
"""

from netwright.layers.source.file import to_python

__all__ = ["to_python"]
