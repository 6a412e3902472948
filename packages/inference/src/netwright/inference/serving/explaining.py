"""What speaks for an answer: a heat map over a picture, the effects of columns or words."""

from __future__ import annotations

import base64
import dataclasses
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from netwright.inference.inside.explainer import Explainer
from netwright.inference.inside.heat_map import HeatMap
from netwright.inference.inside.part_effects import ArrayEffects, PartEffects
from netwright.inference.predictor import Predictor
from netwright.inference.serving.desk import Desk
from netwright.inference.serving.reading import Reading
from netwright.inference.serving.refusals import RequestError, json_response, unfit
from netwright.inference.serving.replying import png_of
from netwright.inference.serving.shelf import Entry
from netwright.interfaces.errors import DataError, ModelError, UsageError

_SMALLEST_SIDE, _LARGEST_SIDE = 256, 640


class Explaining:
    """Explains answers, one after the other.

    Args:
        desk: Takes the requests in.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._explainers: dict[str, tuple[Predictor, Explainer]] = {}

    async def explain(
        self, entry: Entry, request: Request, label: str | None, method: str | None
    ) -> Response:
        """What speaks for `label` in the one sample of the request. Raises as `Desk.take` does.

        Args:
            entry: The model.
            request: The request.
            label: A class, label or column of a regression; None takes the most probable.
            method: As for `Explainer`.
        """

        async def answer(body: bytearray) -> Response:
            media_type = request.headers.get("content-type", "")
            reading = Reading(body, media_type, entry.predictor, self._desk.settings)
            sample = await self._desk.read(reading.only_sample)
            return await self._desk.slow_work(lambda: self._explained(entry, sample, label, method))

        return await self._desk.take(entry, request, answer)

    def _explained(
        self, entry: Entry, sample: Any, label: str | None, method: str | None
    ) -> Response:
        try:
            found = self._explainer(entry)(sample, label=label, method=method)
            content = _content(found, sample)
        except (DataError, UsageError) as error:
            raise unfit(error) from None
        return json_response({"model": entry.name, "version": entry.version, **content})

    def _explainer(self, entry: Entry) -> Explainer:
        known = self._explainers.get(entry.full_name)
        if known is None or known[0] is not entry.predictor:
            try:
                known = (entry.predictor, Explainer(entry.path))
            except ModelError as error:
                raise RequestError.of(
                    503,
                    "the model's file was replaced by one that cannot be read.",
                    reason=error.message,
                    fix="put a whole model.onnx in its place.",
                ) from None
            self._explainers[entry.full_name] = known
        return known[1]


def _content(found: HeatMap | PartEffects | ArrayEffects, sample: Any) -> dict[str, Any]:
    if isinstance(found, HeatMap):
        return _map(found, sample)
    if isinstance(found, ArrayEffects):
        return {**found.to_dict(), "values": found.values.tolist()}
    return found.to_dict()


def _map(heat: HeatMap, sample: Any) -> dict[str, Any]:
    content = heat.to_dict()
    del content["path"]
    # A photograph's own size would take seconds and gigabytes; of 8 x 8 pixels nothing is seen.
    largest = max(heat.size)
    scale = min(max(largest, _SMALLEST_SIDE), _LARGEST_SIDE) / largest
    width, height = (max(1, round(scale * side)) for side in heat.size)
    small = dataclasses.replace(heat, size=(width, height))
    return {**content, "png": base64.b64encode(png_of(small.overlay(sample))).decode()}
