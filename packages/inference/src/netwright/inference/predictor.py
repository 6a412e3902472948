"""A model file that is ready to predict."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.answers.selection import answering
from netwright.inference.batch_size import automatic_batch_size
from netwright.inference.batches import Unread, read_batches
from netwright.inference.graph import Graph
from netwright.inference.inputs import Sample, reader_for
from netwright.inference.model_file import read_model_file
from netwright.inference.session import open_session
from netwright.inference.signature import signature_of
from netwright.interfaces.errors import DataError, DocumentError, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

OnError = Callable[[Any, DataError], None]
_Heed = Callable[[Iterator[Any]], Iterator[Any]]
"""What is done about an `Unread` among outcomes."""


class Predictor:
    """Predicts with a model file. Safe to share between threads.

    What a sample is depends on what the model was trained on, and what an answer is on its task;
    only the file knows both, so a type checker sees `Any`.

    | the model reads | a sample is |
    |---|---|
    | images | a path, bytes of an image file, a PIL image, uint8 [H,W] or [H,W,C] |
    | a table | a mapping of column names to cells, or the cells alone in the order of the columns |
    | arrays | an array, or nested lists, of the shape it was trained on |
    | text | a str, or a path object of a text file |

    | task | an answer is |
    |---|---|
    | classification | `Prediction` |
    | multi_label | `LabelSet` |
    | regression | `Values` |
    | segmentation | `Mask` |
    | image_to_image | `Picture` |
    | autoencoding | `Reconstruction` |
    | next_token | `NextToken` |

    Attributes:
        model: The model's document: target, preprocessing, metrics, provenance.
        labels: The labels, by class index; none for numbers, pictures and tokens.
        providers: What onnxruntime runs it on, most preferred first.
        batch_size: How many samples run together where nobody says so.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        providers: Sequence[str] | None = None,
        threads: int | None = None,
        keep_probabilities: bool = False,
    ) -> None:
        """Open the model file.

        Args:
            path: A ``model.onnx`` that Netwright wrote.
            providers: onnxruntime's execution providers in order, by its own names or as
                ``tensorrt``, ``cuda``, ``coreml``, ``directml``, ``cpu``; None takes those of them
                that start, in this order. The log warns of one that is there but does not start.
            threads: Threads for one layer; None takes the cores that this process may use, at
                most 8.
            keep_probabilities: Whether a `Mask` keeps those of every class and pixel, which take
                4 times the number of classes as much memory as the mask.

        Raises:
            ModelError: The file cannot be used; the error says why and what to do.
            DocumentError: The model was written by a newer Netwright, or its document contradicts
                itself.
            UsageError: This onnxruntime has no such provider, or `threads` is not positive.
            DeviceError: A provider that was asked for does not start on this machine.
        """
        file = read_model_file(path)
        self.model = file.model
        self.labels = file.model.labels
        try:
            signature = signature_of(file.model)
            self._answers = answering(file.model, keep_probabilities=keep_probabilities)
        except DocumentError as error:
            raise error.within(file=file.path) from None
        self._of_output = self._answers.of_output
        self._reader = reader_for(file.model)
        self._as_it_is = self._reader.as_it_is
        self._shape = file.model.preprocessing.raw_shape
        self._dtype = np.dtype(file.model.preprocessing.raw_dtype)
        session = open_session(file, providers, threads)
        self._graph = Graph(session, signature, file.path)
        self._run = self._graph.__call__
        self.providers: tuple[str, ...] = tuple(session.get_providers())
        self.batch_size = automatic_batch_size(signature, self.providers)

    def __call__(self, sample: Any) -> Any:
        """The answer for one sample.

        Raises:
            DataError: The sample cannot be read, or is not what the model was trained on.
            UsageError: It is nothing of the kind.
        """
        # Beside a small network each lookup counts.
        if (
            self._as_it_is
            and isinstance(sample, np.ndarray)
            and sample.shape == self._shape
            and sample.dtype == self._dtype
        ):
            output = self._run(sample[None])[0]
            if self._of_output is not None:
                return self._of_output(None, output)
            return self._answers.of_sample(Sample(None, sample, self._reader.block_size), output)
        (read,) = self.read([sample])
        return self._answers.of_sample(read, self._graph(read.values[np.newaxis])[0])

    def read(self, samples: Sequence[Any], *, first: int = 1) -> list[Sample]:
        """Samples as `answers` takes them: whoever forms batches of their own needs the two apart.

        Args:
            samples: As for one; not an array of several.
            first: The number of the first, for error messages.

        Raises:
            DataError: One of them cannot be read.
            UsageError: One of them is nothing of the kind.
        """
        return self._reader.read(samples, first)

    def answers(self, batch: list[Sample]) -> Iterator[Any]:
        """The answers for samples that have been read, all of which run together.

        Raises:
            ModelError: onnxruntime fails on them.
        """
        if not batch:
            return iter(())
        # Of models for pictures of any size, those of one size run together.
        alike = (list(samples) for _, samples in groupby(batch, _shape))
        return chain.from_iterable(map(self._of_alike, alike))

    def predict(
        self,
        samples: Iterable[Any],
        *,
        batch_size: int | None = None,
        on_error: OnError | None = None,
    ) -> Iterator[Any]:
        """The answers for many samples, in order, as they are asked for.

        No more than `batch_size` samples are taken from `samples` and held at a time, so a
        generator may go on for ever.

        Args:
            samples: Samples as for one; also an array with one more axis in front.
            batch_size: How many samples run through the model together; None takes
                `Predictor.batch_size`. With 1, every answer comes as soon as its sample.
            on_error: Called with the sample and the error for one that cannot be read, which is
                then left out; without it the error is raised.

        Raises:
            DataError: A sample cannot be read and there is no `on_error`.
            UsageError: `samples` is one sample, or `batch_size` is not positive.
        """
        return self._outcomes(samples, batch_size, lambda found: self._readable(found, on_error))

    def outcomes(self, samples: Iterable[Any], *, batch_size: int | None = None) -> Iterator[Any]:
        """As `predict`, but an `Unread` stands in the place of a sample that cannot be read.

        Raises:
            UsageError: As `predict` does.
        """
        return self._outcomes(samples, batch_size, lambda found: found)

    def continue_text(
        self, prompt: str, tokens: int = 200, *, temperature: float = 1.0, seed: int | None = None
    ) -> Iterator[str]:
        """How a text goes on, piece by piece, by a model of the task next_token.

        Args:
            prompt: What to go on from; the model sees its last tokens.
            tokens: How many to add.
            temperature: 0 always takes the most probable token; 1 draws by the model's
                probabilities; more makes rare tokens likelier.
            seed: The same seed gives the same text; None gives another each time.

        Raises:
            UsageError: The model does something else, or an argument is out of its range.
            DataError: The prompt is empty.
        """
        from netwright.inference.continuation import continuation

        return continuation(
            lambda values: self._graph(values[np.newaxis])[0],
            self.model,
            prompt,
            tokens,
            temperature,
            seed,
        )

    def outputs(self, batch: NDArray[Any], names: Sequence[str]) -> dict[str, NDArray[Any]]:
        """Outputs of the graph by name, [N,...] each, for samples that have been read.

        Args:
            batch: [N,...] as the preprocessing's `raw_shape` and `raw_dtype` say.
            names: Some of the names in `model.outputs`.

        Raises:
            ModelError: onnxruntime fails on it.
        """
        found = self._graph.outputs(np.ascontiguousarray(batch), list(names))
        return dict(zip(names, found, strict=True))

    def _outcomes(
        self, samples: Iterable[Any], batch_size: int | None, heed: _Heed
    ) -> Iterator[Any]:
        self._check_several(samples)
        if batch_size is not None and batch_size < 1:
            raise UsageError(
                f"batch_size is a number from 1, but {batch_size} came.", fix="leave it out."
            )
        size = batch_size or self.batch_size
        if isinstance(samples, np.ndarray):
            return chain.from_iterable(self._array_batches(samples, size, heed))
        return heed(self._stream(samples, size))

    def _check_several(self, samples: Iterable[Any]) -> None:
        reader, is_scalar = self._reader, isinstance(samples, np.ndarray) and not samples.ndim
        if reader.is_one(samples) or is_scalar:
            raise UsageError(
                f"expected several {reader.noun}, but one came.", fix="predictor(sample)"
            )
        if not isinstance(samples, Iterable):
            raise UsageError(
                f"expected several {reader.noun}, but a {type(samples).__name__} came.",
                fix="give a list, an array, or anything else that a for loop takes.",
            )

    def _stream(self, samples: Iterable[Any], batch_size: int, first: int = 1) -> Iterator[Any]:
        for batch in read_batches(self._reader, samples, batch_size, first):
            answers = self.answers([entry for entry in batch if isinstance(entry, Sample)])
            for entry in batch:
                yield next(answers) if isinstance(entry, Sample) else entry

    def _array_batches(
        self, samples: NDArray[Any], batch_size: int, heed: _Heed
    ) -> Iterator[Iterator[Any]]:
        for start in range(0, len(samples), batch_size):
            batch = samples[start : start + batch_size]
            values = self._reader.block(batch)
            if values is None:
                yield heed(self._stream(batch, batch_size, start + 1))
            else:  # None of them can be unread.
                outputs = self._graph(values)
                yield self._answers.of_arrays(values, self._reader.block_size, outputs)

    @staticmethod
    def _readable(outcomes: Iterator[Any], on_error: OnError | None) -> Iterator[Any]:
        for outcome in outcomes:
            if not isinstance(outcome, Unread):
                yield outcome
            elif on_error is None:
                raise outcome.error
            else:
                on_error(outcome.sample, outcome.error)

    def _of_alike(self, batch: list[Sample]) -> Iterator[Any]:
        outputs = self._graph(np.stack([sample.values for sample in batch]))
        return map(self._answers.of_sample, batch, outputs)


def _shape(sample: Sample) -> tuple[int, ...]:
    return sample.values.shape
