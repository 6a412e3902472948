"""Reading, checking, splitting and caching the data that a network is trained on.

    prepare          images, a table, arrays or texts → checked, split samples and their document
    load             a dataset document → the same samples in the same split again
    judged_by        any labelled data, as a trained model reads them
    open_data        either of the two, by a path alone
    Prepared         the document with the samples to train on and to validate on
    Samples          inputs, targets and names; a map-style dataset, without torch
    Rows             what `Samples.inputs` is: an array that may lie on the disk
    MappedRows       rows of an array that does
    WindowRows       windows of one long array of tokens
    OnProgress       how callers are told how far the work is
    cache_folder     where decoded images are kept
    digits           1,797 handwritten digits as arrays
    write_digits     the same as image files, one folder a class

Batches on a device need PyTorch, and so have a module of their own: `netwright.data.batches`.
"""

from netwright.data.cache import cache_folder
from netwright.data.digits import digits, write_digits
from netwright.data.judging import Judged, judged_by
from netwright.data.opening import open_data
from netwright.data.preparation import load, prepare
from netwright.data.rows import MappedRows, Rows
from netwright.data.samples import Prepared, Samples
from netwright.data.survey import OnProgress
from netwright.data.window_rows import WindowRows

__all__ = [
    "Judged",
    "MappedRows",
    "OnProgress",
    "Prepared",
    "Rows",
    "Samples",
    "WindowRows",
    "cache_folder",
    "digits",
    "judged_by",
    "load",
    "open_data",
    "prepare",
    "write_digits",
]
