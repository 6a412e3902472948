"""From what a person holds to what a model takes: one module for each kind of preprocessing.

Sample       one sample that has been read
Reader       what each of the modules has
reader_for   the reader of a model
"""

from netwright.inference.inputs.reader import Reader, Sample
from netwright.inference.inputs.selection import reader_for

__all__ = ["Reader", "Sample", "reader_for"]
