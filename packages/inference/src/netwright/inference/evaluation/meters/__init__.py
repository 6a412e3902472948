"""The metrics of training, without torch: one file a task, all of the same form.

Meter       metrics that are gathered over a whole set
meter_for   the meter of a model
"""

from netwright.inference.evaluation.meters.meter import Meter
from netwright.inference.evaluation.meters.selection import meter_for

__all__ = ["Meter", "meter_for"]
