"""The page about a model file that `netwright inspect` prints, for 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from netwright.inference.graph_facts import GraphFacts
from netwright.inference.model_file import ModelFile
from netwright.inference.terminal_text import printable
from netwright.interfaces.documents.model import Model, Parity, TensorSpec

_COLUMNS = 80
_INDENT = 14
_MOST_LABELS = 20
_FITS = {
    "stretch": "stretched to size",
    "crop": "cropped to the shape, then resized",
    "pad": "padded to the shape, then resized",
}


def model_page(file: ModelFile, facts: GraphFacts) -> str:
    """Every fact on a line of its own, wrapped at 80 columns."""
    sections = (_about(file), _image(file.model), _quality(file.model), _origin(file.model))
    rows = [row for section in (*sections, _graph(facts)) for row in section]
    return "\n".join(_wrapped(name, text) for name, text in rows)


def _about(file: ModelFile) -> Iterator[tuple[str, str]]:
    model = file.model
    yield "name", model.name
    yield "task", model.task
    shown = ", ".join(model.labels[:_MOST_LABELS])
    more = len(model.labels) - _MOST_LABELS
    yield "labels", f"{len(model.labels)}: {shown}" + (f", and {more} more" if more > 0 else "")
    yield "file", f"{file.path} ({_size(len(file.content))})"


def _image(model: Model) -> Iterator[tuple[str, str]]:
    image = model.preprocessing
    colours = "grey" if image.mode == "L" else "RGB"
    yield "image", f"{image.height} x {image.width} pixels, {colours}, {_FITS[image.fit]}"
    yield "normalised", f"inside the graph: (x / 255 - {_each(image.mean)}) / {_each(image.std)}"
    yield "input", ", ".join(map(_tensor, model.inputs))
    yield "outputs", ", ".join(map(_tensor, model.outputs))


def _quality(model: Model) -> Iterator[tuple[str, str]]:
    if model.metrics:
        yield "metrics", ", ".join(f"{name} {value:.4g}" for name, value in model.metrics.items())
    yield "parity", _parity(model.parity)


def _parity(found: Parity) -> str:
    sizes = ", ".join(map(str, found.batch_sizes))
    return (
        f"{found.samples} samples under onnxruntime and torch, at batch {sizes}: same first "
        f"class for {found.top1_agreement:.2%}, logits differ by at most "
        f"{found.max_abs_difference:.1e} (allowed {found.tolerance:.0e})"
    )


def _origin(model: Model) -> Iterator[tuple[str, str]]:
    origin = model.provenance
    yield "created", origin.created
    yield "run", f"{origin.run}, epoch {origin.epoch}, seed {origin.seed}"
    if origin.dataset_fingerprint:
        yield "data", origin.dataset_fingerprint
    if origin.versions:
        yield "versions", ", ".join(f"{name} {v}" for name, v in origin.versions.items())


def _graph(facts: GraphFacts) -> Iterator[tuple[str, str]]:
    opsets = ", ".join(f"{domain} {version}" for domain, version in facts.opsets.items())
    yield "opset", f"{opsets}; IR version {facts.ir_version}"
    yield "parameters", f"{facts.parameters:,}"
    counts = ", ".join(f"{name} {count}" for name, count in facts.operators.items())
    yield "operators", f"{sum(facts.operators.values())}: {counts}"


def _tensor(spec: TensorSpec) -> str:
    return f"{spec.name} {spec.dtype} [{','.join(map(str, spec.shape))}]"


def _each(numbers: tuple[float, ...]) -> str:
    texts = [f"{number:.4g}" for number in numbers]
    return texts[0] if len(texts) == 1 else f"({', '.join(texts)})"


def _size(count: int) -> str:
    for unit in ("bytes", "kB", "MB"):
        if count < 1000:
            return f"{count:.3g} {unit}"
        count /= 1000  # type: ignore[assignment]
    return f"{count:.3g} GB"


def _wrapped(name: str, text: str) -> str:
    return textwrap.fill(
        printable(text),
        _COLUMNS,
        initial_indent=printable(name).ljust(_INDENT),
        subsequent_indent=" " * _INDENT,
        break_on_hyphens=False,
        break_long_words=False,
    )
