"""Calling onnxruntime's own tools: quietly, with one error for whatever they raise."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import onnxruntime

from netwright.inference.model_file import ModelFile
from netwright.interfaces.errors import ModelError


@contextmanager
def onnxruntime_tools(file: ModelFile, to: str) -> Iterator[None]:
    """Keep the tools from writing to the log what the measurements say better.

    Raises:
        ModelError: The tools raised an error.
    """
    root, silence = logging.getLogger(), logging.NullHandler()
    # They log to the root itself, which would set up logging for the whole process.
    root.addHandler(silence)
    root.addFilter(_nothing)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Exception as error:  # The tools raise whatever they meet.
        raise ModelError(
            f"onnxruntime {onnxruntime.__version__} cannot turn this model into {to}: "
            f"{type(error).__name__}: {' '.join(str(error).split())[:500]}",
            file=file.path,
            fix="choose another --to; pip install --upgrade onnxruntime onnx may help.",
        ) from error
    finally:
        root.removeFilter(_nothing)
        root.removeHandler(silence)


def _nothing(record: logging.LogRecord) -> bool:
    return False
