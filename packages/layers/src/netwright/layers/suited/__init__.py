"""The network that is trained when a person names none: small, and quick on a CPU.

suited_network   for any task on any kind of data
"""

from netwright.layers.suited.selection import suited_network

__all__ = ["suited_network"]
