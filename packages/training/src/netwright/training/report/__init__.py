"""The page to look at after a run: plain HTML that opens from the disk, with its pictures.

write_report   the page of any task
"""

from netwright.training.report.page import write_report

__all__ = ["write_report"]
