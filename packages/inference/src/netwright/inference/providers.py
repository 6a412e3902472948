"""onnxruntime's execution providers: which are tried, in what order, and under what names.

A provider runs layers on one kind of device. What an onnxruntime was built with is told by
onnxruntime itself; whether it starts is known once it was tried.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence
from typing import Any

import onnxruntime

from netwright.interfaces.errors import UsageError, did_you_mean, nearest

CPU = "CPUExecutionProvider"
_CUDA, _DIRECTML = "CUDAExecutionProvider", "DmlExecutionProvider"
_SHORT = {
    "tensorrt": "TensorrtExecutionProvider",
    "cuda": _CUDA,
    "coreml": "CoreMLExecutionProvider",
    "directml": _DIRECTML,
    "cpu": CPU,
}
"""What people call them, in the order in which they are tried."""

_FIXES = {
    "tensorrt": "pip uninstall onnxruntime, pip install onnxruntime-gpu, and NVIDIA's TensorRT.",
    "cuda": 'pip uninstall onnxruntime, then pip install "onnxruntime-gpu[cuda,cudnn]".',
    "coreml": "use a Mac: only onnxruntime for macOS has it.",
    "directml": "pip uninstall onnxruntime, then pip install onnxruntime-directml (Windows).",
}
# With these the answers stay within the tolerance that the export was held to: on its own, CUDA
# rounds float32 to 10 bits in convolutions, and CoreML computes in half precision.
_OPTIONS: dict[str, dict[str, Any]] = {
    _CUDA: {"use_tf32": "0"},
    _SHORT["coreml"]: {"ModelFormat": "MLProgram"},
}


def short_name(provider: str) -> str:
    """What people call a provider: ``cuda`` for ``CUDAExecutionProvider``."""
    by_provider = {name: short for short, name in _SHORT.items()}
    return by_provider.get(provider, provider.removesuffix("ExecutionProvider").lower())


def automatic() -> list[str]:
    """The providers that are tried where nobody asks for any: accelerators, then the CPU."""
    available = onnxruntime.get_available_providers()
    return [provider for provider in _SHORT.values() if provider in available]


def asked_for(names: Sequence[str]) -> list[str]:
    """Providers by onnxruntime's names or the short ones, in the order given.

    Raises:
        UsageError: This onnxruntime has one of them not, or `names` is empty.
    """
    if isinstance(names, str) or not names:
        raise UsageError(
            f"expected a list of providers, but {names!r} came.", fix="providers=['cpu']"
        )
    return [_provider(name) for name in names]


def _provider(name: str) -> str:
    available = onnxruntime.get_available_providers()
    provider = _SHORT.get(name.lower(), name)
    if provider in available:
        return provider
    short = short_name(provider)
    fix = _FIXES.get(short) or did_you_mean(name, _like(name, available))
    raise UsageError(f"this onnxruntime has no provider {name!r}.", fix=fix)


def _like(name: str, available: Sequence[str]) -> list[str]:
    """The names that a wrong one is compared with: onnxruntime's own, or the short ones."""
    return list(available) if nearest(name, available) else list(map(short_name, available))


def with_options(provider: str) -> tuple[str, dict[str, Any]]:
    """A provider with its settings, as a session takes it."""
    return provider, _OPTIONS.get(provider, {})


def prepare(options: onnxruntime.SessionOptions, providers: Sequence[str]) -> None:
    """Do what the providers ask for before a session is made."""
    if _DIRECTML in providers:
        options.enable_mem_pattern = False
    if _CUDA in providers and hasattr(onnxruntime, "preload_dlls"):
        # Finds the libraries that pip installed; what it says when there are none goes to stdout.
        with contextlib.redirect_stdout(io.StringIO()):
            onnxruntime.preload_dlls()


def one_at_a_time(providers: Sequence[str]) -> bool:
    """Whether only one thread at a time may run a session on these."""
    return _DIRECTML in providers
