"""From a trained network to `model.onnx`: traced, lowered, held to the gate, described, written."""

from netwright.training.shipping.ship import Sizes, Trained, ship

__all__ = ["Sizes", "Trained", "ship"]
