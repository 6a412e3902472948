"""The losses of a recipe as modules: (what the network gives, what is wanted) to their mean.

build_loss   the module of a recipe's loss, for a task
"""

from netwright.training.losses.selection import build_loss, loss_of

__all__ = ["build_loss", "loss_of"]
