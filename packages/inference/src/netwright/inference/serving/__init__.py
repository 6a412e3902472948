"""Models behind HTTP: `netwright serve`, and its application for another ASGI server.

The extra `serve` of netwright-inference installs what this needs.

    create_app      the application, of models that have been opened
    Shelf           the models, by name and version
    parse_argument  which model and name `name@version=path` asks for
    Settings        limits and batching
    serve           runs it until it is told to stop
"""

from netwright.inference.serving.app import create_app
from netwright.inference.serving.naming import parse_argument
from netwright.inference.serving.server import serve
from netwright.inference.serving.settings import Settings
from netwright.inference.serving.shelf import Shelf

__all__ = ["Settings", "Shelf", "create_app", "parse_argument", "serve"]
