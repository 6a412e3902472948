"""A look at a training that is to be, in seconds and without a run folder.

dry_run   its first loss, one batch learnt by heart, time, memory, and what is wrong with the data
Result    what one of these looks gave
"""

from netwright.training.trial.dry_run import dry_run
from netwright.training.trial.result import Result

__all__ = ["Result", "dry_run"]
