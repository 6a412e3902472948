"""Nodes made from the catalogue of layers: one for each layer, of this package and of others."""
