"""Seeing what a network will see.

contact_sheet    samples with their labels, as one picture
write_sheets     the same as files, after augmentation too
write_charts     classes, sizes and columns of a data set, as pictures
"""

from netwright.data.previewing.charts import write_charts
from netwright.data.previewing.contact_sheet import contact_sheet
from netwright.data.previewing.sheets import write_sheets

__all__ = ["contact_sheet", "write_charts", "write_sheets"]
