"""What the canvas has no nodes for."""

from __future__ import annotations


class InexpressibleError(ValueError):
    """A document says what cannot be said with nodes and widgets. The text tells what."""
