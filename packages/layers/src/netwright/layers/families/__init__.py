"""What layers of the catalogue share: bases of families, types of parameters, checks, fixes.

parameters, axes                 types and ranges of parameters; axes without the batch
fixes                            fixes in words that can be applied as they stand
spatial, window, ...             bases and checks of layers over channels and spatial axes
channel_norm, trailing_norm      bases of the norms
recurrent, attention             bases of the sequence layers
broadcasting, matching, ranks    which inputs go together, and what brings them together
"""
