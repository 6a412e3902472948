"""onnxruntime's own words for what went wrong, fit for a message of ours."""

from __future__ import annotations

import re

# What tells a user nothing: lines of its source code, signatures of its functions, the condition
# that did not hold, and empty names.
_NOISE = (
    re.compile(r"\S*onnxruntime_src/\S+:\d+ "),
    re.compile(r"\b\w+\.(cc|h):\d+ (operator\(\) |[A-Z]\w+ )?"),
    re.compile(
        r"(?:static )?(?:[\w:*&]+ )?onnxruntime::[^()]*\([^()]*\)(?: const)?(?: \[with .*?\])? "
    ),
    re.compile(r"(?:static )?(?:void\*? )?SafeInt\w*<.*?\) (?:\[with .*?\] )?"),
    re.compile(
        r"(?:static )?(?:(?:void|common::Status)\*? )?onnxruntime::[^()]*\([^()]*\)"
        r"(?: const)?(?: \[with .*?\])? "
    ),
    re.compile(r"[^.:]* was false\. (?=\S)"),
    re.compile(r" Name:'' Status Message:"),
)
_LONGEST = 300


def reason_of(error: Exception) -> str:
    """The message of one of onnxruntime's errors: on one line, without prefix and source, short."""
    text = " ".join(str(error).rpartition("[ONNXRuntimeError] : ")[2].split())
    for noise in _NOISE:
        text = noise.sub("", text)
    text = text.strip().rstrip(".")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
