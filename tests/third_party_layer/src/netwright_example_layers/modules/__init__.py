"""The torch modules of the layers, one file each, which imports torch alone."""
