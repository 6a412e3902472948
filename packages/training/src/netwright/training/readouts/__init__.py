"""From what a network gives to what the exported model gives, by task.

readout_for   the module of a data set's task
class_axis    the axis that the classes of its first output lie along
unit_of       what its outputs are measured in
ClassLogits   one logit a class, whatever the network was trained to give
"""

from netwright.training.readouts.classes import ClassLogits
from netwright.training.readouts.selection import Readout, class_axis, readout_for, unit_of

__all__ = ["ClassLogits", "Readout", "class_axis", "readout_for", "unit_of"]
