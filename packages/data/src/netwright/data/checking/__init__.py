"""Looking at a data set before time is spent on it.

check_data       the findings of all checks on a prepared data set
Finding          one of them
CheckReport      all of them, with what the data set is
as_text          a report for a terminal
write_page       a report as a page with pictures
findings_sheet   the samples that a report speaks of, as one picture
"""

from netwright.data.checking.checks import check_data
from netwright.data.checking.finding import CheckReport, Finding
from netwright.data.checking.page import write_page
from netwright.data.checking.sheet import findings_sheet
from netwright.data.checking.text import as_text

__all__ = ["CheckReport", "Finding", "as_text", "check_data", "findings_sheet", "write_page"]
