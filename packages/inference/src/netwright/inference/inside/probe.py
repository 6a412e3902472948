"""Running a model so that it also gives what its layers give."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.inputs import reader_for
from netwright.inference.inside.layer_places import place_layers
from netwright.inference.model_file import ModelFile, read_model_file
from netwright.inference.onnx_graph import read_graph
from netwright.inference.providers import one_at_a_time
from netwright.inference.session import open_session
from netwright.interfaces.documents.model import LayerValue
from netwright.interfaces.errors import ModelError, UsageError, did_you_mean

if TYPE_CHECKING:
    import onnx
    from numpy.typing import NDArray

_PROVIDERS = ("cpu",)


@dataclass(frozen=True, eq=False)
class LayerOutput:
    """What one layer gives.

    Attributes:
        id: The layer's id in the network's document, or the name of an ONNX value in a model that
            does not say which its layers are.
        op: What the layer is, such as Conv2d.
        values: What it gives, [N,...], in its own dtype; of a layer of several outputs the first.
    """

    id: str
    op: str
    values: NDArray[Any] = field(repr=False)


class Probe:
    """A model file that runs with an eye on its layers. Safe to share between threads.

    Optimisations that would hide a layer's value do not take place, so that numbers may differ from
    those of a `Predictor` as far as arithmetic in another order does.

    Attributes:
        file: The model file.
        model: The model's document as it is looked at: pictures of any size are read at the size
            that was trained on, so that several fit into one batch.
        layers: The layers in the order they are computed; one without a value is computed together
            with the layer after it.
    """

    def __init__(
        self,
        model: str | os.PathLike[str],
        *,
        providers: Sequence[str] = _PROVIDERS,
        threads: int | None = None,
        layers: tuple[LayerValue, ...] = (),
    ) -> None:
        """Open the model file, and let its layers be seen.

        Args:
            model: A ``model.onnx`` that Netwright wrote.
            providers: As for `Predictor`; the CPU gives the same numbers on every machine.
            threads: As for `Predictor`.
            layers: Which they are in the file that this one was made from, for a file that does
                not say.

        Raises:
            ModelError: The file cannot be used; the error says why and what to do.
            DocumentError: As for `Predictor`, as are UsageError and DeviceError.
        """
        self.file = file = read_model_file(model)
        said = file.model.layers or layers
        self.model = file.model.model_copy(update={"layers": said, "any_size": None})
        graph, self.layers = self._placed()
        self._reader = reader_for(file.model)
        self._session = open_session(_with_outputs(file, graph, self.layers), providers, threads)
        alone = one_at_a_time(self._session.get_providers())
        self._turn: AbstractContextManager[Any] = Lock() if alone else nullcontext()

    def graph(self) -> onnx.ModelProto:
        """The graph, with whatever operators make numbers of the layers' integers."""
        return self._placed()[0]

    def _placed(self) -> tuple[onnx.ModelProto, tuple[LayerValue, ...]]:
        graph = read_graph(self.file)
        return graph, place_layers(self.model, graph.graph)

    def read(self, samples: Iterable[Any]) -> NDArray[Any]:
        """The raw inputs [N,...] of samples as a `Predictor` takes them.

        Raises:
            DataError: A sample cannot be read.
            UsageError: A sample is nothing of the kind that the model reads, or there is none.
        """
        read = self._reader.read(list(samples), 1)
        if not read:
            raise UsageError("there is no sample to run the model on.", fix="give at least one.")
        return np.stack([sample.values for sample in read])

    def run(self, raw: NDArray[Any], ids: Sequence[str] | None = None) -> list[LayerOutput]:
        """What the layers give for raw inputs.

        Args:
            raw: [N,...], as from `read`.
            ids: The layers to look at; None takes all of them.

        Returns:
            Each layer that gives numbers for every sample, in the order they are computed.

        Raises:
            UsageError: There is no such layer, or it has no value of its own.
            ModelError: onnxruntime fails.
        """
        asked = self.layers if ids is None else [self.layer(id) for id in ids]
        there = [layer for layer in asked if layer.value is not None]
        values = self.values([str(layer.value) for layer in there], raw)
        return [
            LayerOutput(layer.id, layer.op, values[str(layer.value)])
            for layer in there
            if self._is_of_samples(values[str(layer.value)], len(raw))
        ]

    def layer(self, id: str) -> LayerValue:
        """The layer that is called so. Raises UsageError where none has a value under that name."""
        found = next((layer for layer in self.layers if layer.id == id), None)
        if found is None:
            names = [layer.id for layer in self.layers]
            raise UsageError(
                f"the model has no layer {id!r}.", model=self.file.path, fix=did_you_mean(id, names)
            )
        if found.value is None:
            after = self.computed_with(id)
            raise UsageError(
                f"the layer {id!r} has no value of its own in the file: it is computed together "
                f"with {after!r}.",
                model=self.file.path,
                fix=f"ask for {after!r}.",
            )
        return found

    def computed_with(self, id: str) -> str:
        """The id of the next layer after `id` that has a value, or else of `id` itself."""
        position = [layer.id for layer in self.layers].index(id)
        return next((layer.id for layer in self.layers[position:] if layer.value is not None), id)

    def _is_of_samples(self, values: Any, samples: int) -> bool:
        if not isinstance(values, np.ndarray) or values.ndim == 0 or len(values) != samples:
            return False
        # Among operators that nobody names there are many that only work out shapes.
        return values.dtype.kind in ("fiub" if self.model.layers else "f")

    def values(self, names: Sequence[str], raw: NDArray[Any]) -> dict[str, NDArray[Any]]:
        """ONNX values by their names, for raw inputs: those of layers, and the graph's outputs.

        Raises:
            ModelError: onnxruntime fails.
        """
        asked = list(dict.fromkeys(names))
        if not asked:
            return {}
        (taken,) = self.model.inputs
        try:
            with self._turn:
                given = self._session.run(asked, {taken.name: np.ascontiguousarray(raw)})
        except Exception as error:  # onnxruntime's own errors share no base but this.
            raise ModelError(
                f"onnxruntime failed on a batch of {len(raw)}: {error}.",
                file=self.file.path,
                fix="use fewer samples, or export the model anew from its run.",
            ) from None
        return dict(zip(asked, given, strict=True))


def layers_of(
    model: str | os.PathLike[str], sample: Any, *, layers: Sequence[str] | None = None
) -> list[LayerOutput]:
    """What each layer of a model gives for one sample.

    Args:
        model: A ``model.onnx`` that Netwright wrote.
        sample: As a `Predictor` takes it.
        layers: The ids of those to look at; None takes all of them.

    Returns:
        The layers in the order they are computed, their values [1,...]. A layer that the file
        computes together with the one after it, as a convolution with its batch normalisation, is
        left out.

    Raises:
        ModelError: The file cannot be used.
        DataError: The sample cannot be read.
        UsageError: There is no such layer.
    """
    probe = Probe(model)
    return probe.run(probe.read([sample]), layers)


def _with_outputs(
    file: ModelFile, graph: onnx.ModelProto, layers: Iterable[LayerValue]
) -> ModelFile:
    from onnx import helper

    there = {output.name for output in graph.graph.output}
    names = dict.fromkeys(layer.value for layer in layers if layer.value is not None)
    for name in names.keys() - there:
        # onnxruntime works out the type.
        graph.graph.output.append(helper.make_empty_tensor_value_info(name))
    return dataclasses.replace(file, content=graph.SerializeToString())
