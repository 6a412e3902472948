"""From what a network gives to what the exported model gives, by task.

readout_for   the module of a data set's task
ClassLogits   one logit a class, whatever the network was trained to give
"""

from netwright.training.readouts.classes import ClassLogits
from netwright.training.readouts.selection import Readout, readout_for

__all__ = ["ClassLogits", "Readout", "readout_for"]
