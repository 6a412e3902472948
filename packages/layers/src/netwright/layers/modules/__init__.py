"""The modules of layers that torch.nn does not have, or has with another `forward`, one file each.

Each file imports torch alone, so that generated code can carry its source along. A module that
extends one of torch keeps its `state_dict` keys and its initial values.
"""
