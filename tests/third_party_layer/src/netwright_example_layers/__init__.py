"""Layers for Netwright: learned swish and squared ReLU."""
