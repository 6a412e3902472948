"""One request for predictions, from its body to its answer."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from netwright.inference.predictor import Predictor
from netwright.inference.serving.batcher import Batcher
from netwright.inference.serving.desk import Desk
from netwright.inference.serving.reading import Reading
from netwright.inference.serving.refusals import RequestError
from netwright.inference.serving.replying import Reply
from netwright.inference.serving.shelf import Entry
from netwright.interfaces.documents.preprocessing import AnyPreprocessing
from netwright.interfaces.errors import ModelError


class Predicting:
    """Answers with predictions; each model has a queue of its own.

    Args:
        desk: Takes the requests in.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._engines: dict[str, tuple[Predictor, Batcher]] = {}

    async def predict(self, entry: Entry, request: Request, top: int) -> Response:
        """The model's answers for the samples in the request. Raises as `Desk.take` does."""
        return await self._desk.take(
            entry, request, lambda body: self._answer(entry, request, body, top)
        )

    async def _answer(self, entry: Entry, request: Request, body: bytearray, top: int) -> Response:
        (predictor, batcher), headers = self._engine(entry), request.headers
        reading = Reading(body, headers.get("content-type", ""), predictor, self._desk.settings)
        reply = Reply(predictor.model, top, headers.get("accept", ""))
        while True:
            with batcher.coming():
                samples = await self._desk.read(reading.next_part)
            with self._desk.held.samples(sum(sample.values.nbytes for sample in samples)):
                try:
                    answers = await batcher.answers(samples)
                except ModelError as error:
                    raise _fault(error, predictor.model.preprocessing) from None
            if reading.ended:
                last = partial(reply.last, answers, entry.name, entry.version, reading.names)
                # A thread's turn would take longer than a small answer.
                return last() if reply.is_light(len(answers)) else await self._desk.write(last)
            await self._desk.write(partial(reply.add, answers))

    def _engine(self, entry: Entry) -> tuple[Predictor, Batcher]:
        """The model as it is now, and its queue; requests keep the pair that they began with."""
        known = self._engines.get(entry.full_name)
        if known is None or known[0] is not entry.predictor:
            predictor, settings = entry.predictor, self._desk.settings
            batcher = Batcher(
                lambda samples: list(predictor.answers(samples)),
                max_batch=settings.max_batch,
                max_wait=settings.max_wait,
                told=self._desk.measures.batches.labels(entry.full_name).observe,
            )
            known = self._engines[entry.full_name] = (predictor, batcher)
        return known


def _fault(error: ModelError, preprocessing: AnyPreprocessing) -> Exception:
    # Whole numbers of any size are taken for tokens; the graph alone knows which there are.
    if preprocessing.kind == "array" and preprocessing.dtype == "int64":
        return RequestError.of(
            422,
            "the model does not take these numbers.",
            reason=error.message[:300],
            fix="send numbers as they were in training.",
        )
    return error
