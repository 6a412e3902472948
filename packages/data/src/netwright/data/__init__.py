"""Reading, checking, splitting and caching the data that a network is trained on.

    prepare          a folder of images → checked, split, decoded samples and their document
    load             a dataset document → the same samples in the same split again
    Prepared         the document with the samples to train on and to validate on
    Samples          images, labels and paths; a map-style dataset, without torch
    Images           what `Samples.images` is: an array that may lie on the disk
    MappedImages     rows of an image array that does
    OnProgress       how callers are told how far the work is
    cache_folder     where decoded images are kept
    digits           1,797 handwritten digits as arrays
    write_digits     the same as image files, one folder a class

Batches on a device need PyTorch, and so have a module of their own: `netwright.data.batches`.
"""

from netwright.data.cache import cache_folder
from netwright.data.digits import digits, write_digits
from netwright.data.preparation import load, prepare
from netwright.data.samples import Images, MappedImages, Prepared, Samples
from netwright.data.survey import OnProgress

__all__ = [
    "Images",
    "MappedImages",
    "OnProgress",
    "Prepared",
    "Samples",
    "cache_folder",
    "digits",
    "load",
    "prepare",
    "write_digits",
]
