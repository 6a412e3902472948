"""Where samples come from: one file a source, all of one form.

Listing        what a source gives: the samples found, and what reads them
list_samples   the samples of any source
source_at      the source that a path stands for
"""

from netwright.data.sources.detection import source_at
from netwright.data.sources.listing import Listing
from netwright.data.sources.selection import list_samples

__all__ = ["Listing", "list_samples", "source_at"]
