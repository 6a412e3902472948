"""Running a model's graph on a batch, and what it gives held to the document."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from netwright.inference.providers import one_at_a_time
from netwright.inference.reasons import reason_of
from netwright.inference.signature import Signature
from netwright.interfaces.errors import ModelError

if TYPE_CHECKING:
    import onnxruntime
    from numpy.typing import NDArray


class Graph:
    """The graph of an open session, from its one input to the output that answers are made of.

    Safe to share between threads.
    """

    def __init__(
        self, session: onnxruntime.InferenceSession, signature: Signature, path: Path
    ) -> None:
        self._path = path
        self._input, self._output = signature.input.name, signature.output
        self._sizes_for = signature.output_sizes
        # Remembered, as for a small network it takes a part of the time that counts.
        self._last: tuple[tuple[int, ...], tuple[int, ...]] = (), ()
        self._names = [signature.output.name]
        self._run = session.run
        if one_at_a_time(session.get_providers()):
            self._lock, self._run = Lock(), self._run_alone
            self._shared_run = session.run

    def __call__(self, batch: NDArray[Any]) -> NDArray[Any]:
        """The output for a batch, [N,...] of [N,...].

        Raises:
            ModelError: onnxruntime fails, or the output is not of the shape that was promised.
        """
        try:
            output: NDArray[Any] = self._run(self._names, {self._input: batch})[0]
        except Exception as error:  # onnxruntime's own errors share no base but this.
            raise self._failed(batch, error) from None
        came, promised = self._last
        if came != batch.shape:
            promised = (len(batch), *self._sizes_for(batch.shape[1:]))
            self._last = batch.shape, promised  # One value, so that threads see both or neither.
        if output.shape != promised:
            raise self._not_as_promised(promised, output)
        return output

    def outputs(self, batch: NDArray[Any], names: list[str]) -> list[NDArray[Any]]:
        """The outputs of those names for a batch, whatever their shapes. Raises ModelError."""
        try:
            found: list[NDArray[Any]] = self._run(names, {self._input: batch})
        except Exception as error:
            raise self._failed(batch, error) from None
        return found

    def _run_alone(self, names: list[str], feed: dict[str, NDArray[Any]]) -> Any:
        with self._lock:
            return self._shared_run(names, feed)

    def _failed(self, batch: NDArray[Any], error: Exception) -> ModelError:
        return ModelError(
            f"onnxruntime failed on a batch of {len(batch)}: {reason_of(error)}.",
            file=self._path,
            fix="use a smaller batch_size, or export the model anew from its run.",
        )

    def _not_as_promised(self, promised: tuple[int, ...], output: NDArray[Any]) -> ModelError:
        return ModelError(
            f"the model gives {self._output.name} {list(output.shape)} "
            f"where its document asks for {list(promised)}.",
            file=self._path,
            fix="export the model anew from its run.",
        )
