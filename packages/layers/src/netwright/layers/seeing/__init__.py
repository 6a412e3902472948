"""Seeing a network: what it costs, as a table and as a diagram."""
