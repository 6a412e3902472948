"""What a person or a program sees of a run while it goes on. Nothing here imports PyTorch.

ProgressView   a live view with curves on a terminal, plain lines elsewhere
EventLines     every event as a line of JSON
TensorBoard    event files for TensorBoard
"""

from netwright.training.views.event_lines import EventLines
from netwright.training.views.tensorboard import TensorBoard
from netwright.training.views.terminal import ProgressView

__all__ = ["EventLines", "ProgressView", "TensorBoard"]
