"""Looking after a run while it goes on, and telling what a person should know of it.

Watch   stands around the stepper: looks at a few steps an epoch, and listens to all events
"""

from netwright.training.watching.watch import Watch

__all__ = ["Watch"]
