"""What each task asks of training: one file a task, all of the same form.

Objective        from a batch to a loss, and from outputs to metrics
Meter            metrics that are gathered over a whole set
objective_for    the objective of a data set under a recipe
"""

from netwright.training.objectives.objective import Meter, Objective
from netwright.training.objectives.selection import objective_for

__all__ = ["Meter", "Objective", "objective_for"]
