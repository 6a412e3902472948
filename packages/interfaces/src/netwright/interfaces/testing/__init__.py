"""Contract suites: subclass one in a package's tests, give it its fixtures, and write no test.

DocumentContract   for a document: round trip, strictness, versions, golden files
CommandContract    for a command: help that teaches, mistakes without a traceback
SamplesContract    for what a data source gives
"""

from netwright.interfaces.testing.commands import CommandContract
from netwright.interfaces.testing.documents import DocumentContract
from netwright.interfaces.testing.samples import SamplesContract

__all__ = ["CommandContract", "DocumentContract", "SamplesContract"]
