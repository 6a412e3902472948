"""The page about a model file that `netwright inspect` prints, for 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from netwright.inference.commands.quantities import size_in_words
from netwright.inference.commands.quantize_page import transformation_in_words
from netwright.inference.commands.reading_page import Row, preprocessing_rows, target_rows
from netwright.inference.graph_facts import GraphFacts
from netwright.inference.model_file import ModelFile
from netwright.inference.terminal_text import printable
from netwright.interfaces.documents.model import Model, Parity, TensorSpec

_COLUMNS = 80
_INDENT = 14


def model_page(file: ModelFile, facts: GraphFacts, providers: list[str], threads: int) -> str:
    """Every fact on a line of its own, wrapped at 80 columns.

    Args:
        file: The model file.
        facts: What its graph is made of.
        providers: The names of what it is tried on, in order.
        threads: How many threads it would have on the CPU.
    """
    model = file.model
    sections = (
        _about(file),
        preprocessing_rows(model.preprocessing, model.any_size),
        _tensors(model),
        _quality(model),
        _origin(model),
    )
    machine = ("runs on", f"{', then '.join(providers)}; {threads} CPU threads")
    rows = [row for section in (*sections, _graph(facts), [machine]) for row in section]
    return "\n".join(_wrapped(name, text) for name, text in rows)


def _about(file: ModelFile) -> Iterator[Row]:
    yield "name", file.model.name
    yield "task", file.model.task
    yield from target_rows(file.model.target)
    yield "file", f"{file.path} ({size_in_words(len(file.content))})"


def _tensors(model: Model) -> Iterator[Row]:
    yield "input", ", ".join(map(_tensor, model.inputs))
    yield "outputs", ", ".join(map(_tensor, model.outputs))


def _quality(model: Model) -> Iterator[Row]:
    if model.metrics:
        yield "metrics", ", ".join(f"{name} {value:.4g}" for name, value in model.metrics.items())
    yield "parity", _parity(model.parity)
    for step in model.transformations:
        yield "turned into", transformation_in_words(step)
    if (kept := model.calibration) is not None:
        left = f"calibration error {kept.expected_error:.2%} on {kept.samples:,} samples"
        yield "temperature", f"{kept.temperature:.4g}, inside the graph: {left}"
    if (least := model.thresholds) is not None:
        labels = zip(model.labels[-len(least.values) :], least.values, strict=True)
        shown = ", ".join(f"{label} {value:.4g}" for label, value in labels)
        yield "thresholds", f"{shown}; best for {least.goal} on {least.samples:,} samples"


def _parity(found: Parity) -> str:
    sizes = ", ".join(map(str, found.batch_sizes))
    first = ""
    if found.top1_agreement is not None:
        first = f"same first class for {found.top1_agreement:.2%}, "
    return (
        f"{found.samples} samples under onnxruntime and torch, at batch {sizes}: {first}outputs "
        f"differ by at most {found.max_abs_difference:.1e} (allowed {found.tolerance:.0e})"
    )


def _origin(model: Model) -> Iterator[Row]:
    origin = model.provenance
    yield "created", origin.created
    yield "run", f"{origin.run}, epoch {origin.epoch}, seed {origin.seed}"
    if origin.dataset_fingerprint:
        yield "data", origin.dataset_fingerprint
    if origin.versions:
        yield "versions", ", ".join(f"{name} {v}" for name, v in origin.versions.items())


def _graph(facts: GraphFacts) -> Iterator[Row]:
    opsets = ", ".join(f"{domain} {version}" for domain, version in facts.opsets.items())
    yield "opset", f"{opsets}; IR version {facts.ir_version}"
    yield "parameters", f"{facts.parameters:,}"
    counts = ", ".join(f"{name} {count}" for name, count in facts.operators.items())
    yield "operators", f"{sum(facts.operators.values())}: {counts}"


def _tensor(spec: TensorSpec) -> str:
    return f"{spec.name} {spec.dtype} [{','.join(map(str, spec.shape))}]"


def _wrapped(name: str, text: str) -> str:
    return textwrap.fill(
        printable(text),
        _COLUMNS,
        initial_indent=printable(name).ljust(_INDENT),
        subsequent_indent=" " * _INDENT,
        break_on_hyphens=False,
        break_long_words=False,
    )
