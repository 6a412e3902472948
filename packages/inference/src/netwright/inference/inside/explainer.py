"""What speaks for a model's answer: maps over pictures, effects of other samples' parts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np

from netwright.inference.inputs import Sample, reader_for
from netwright.inference.inputs.images import ImageReader
from netwright.inference.inputs.own_sizes import reading_at
from netwright.inference.inside.class_maps import ClassMaps
from netwright.inference.inside.heat_map import METHODS, HeatMap, Method
from netwright.inference.inside.occlusion import (
    occlude_blocks,
    occlude_places,
    occlude_words,
    replace_columns,
)
from netwright.inference.inside.part_effects import ArrayEffects, PartEffects
from netwright.inference.inside.probe import Probe
from netwright.inference.inside.scores import Scores
from netwright.interfaces.documents.preprocessing import (
    ImagePreprocessing,
    TablePreprocessing,
    TextPreprocessing,
)
from netwright.interfaces.errors import UsageError, did_you_mean

Explanation = HeatMap | PartEffects | ArrayEffects


class Explainer:
    """Explains the answers of one model. Safe to share between threads.

    | method | what it is | for |
    |---|---|---|
    | cam | the last feature maps, weighed as the linear layer after them does (Zhou et al., 2016) |
        networks of global average pooling and linear layers, exactly |
    | grad-cam | the same, weighed by mean derivatives (Selvaraju et al., 2017) | other
        convolutional networks |
    | occlusion | what is lost when a part is hidden (Zeiler and Fergus, 2014) | any network, and
        columns of tables, words of texts, places of arrays |

    Attributes:
        model: The model's document.
    """

    def __init__(
        self,
        model: str | os.PathLike[str],
        *,
        layer: str | None = None,
        providers: Sequence[str] = ("cpu",),
        threads: int | None = None,
    ) -> None:
        """Open the model file.

        Args:
            model: A ``model.onnx`` that Netwright wrote.
            layer: For "cam" and "grad-cam": the id of the layer whose feature maps are taken; None
                takes the last that has more than one place.
            providers: As for `Predictor`; the CPU gives the same numbers on every machine.
            threads: As for `Predictor`.

        Raises:
            ModelError: The file cannot be used.
            DocumentError: As for `Predictor`, as is DeviceError.
            UsageError: The model gives neither classes, labels nor numbers.
        """
        probe = Probe(model, providers=providers, threads=threads)
        self.model = probe.file.model
        self._scores = Scores(probe)
        self._maps = ClassMaps(probe, self._scores.output, layer)

    def __call__(
        self,
        sample: Any,
        *,
        label: str | None = None,
        method: str | None = None,
        patch: int | None = None,
    ) -> Explanation:
        """What speaks for an answer.

        Args:
            sample: As a `Predictor` takes it.
            label: The class, label or regression's column to explain; None takes the most probable,
                or the first column.
            method: "cam", "grad-cam" or "occlusion"; None takes the first of them that fits.
            patch: For "occlusion": the side of the patch that hides places, in pixels of the
                model's input; None takes a sixth of the smaller side.

        Returns:
            A `HeatMap` of a picture, `PartEffects` of a row or a text, `ArrayEffects` of an array.

        Raises:
            DataError: The sample cannot be read.
            UsageError: There is no such class or method, or it does not fit the model.
        """
        asked, raw = _method_named(method), self.model.preprocessing
        if isinstance(raw, ImagePreprocessing):
            return self._explain_picture(sample, raw, label, asked, patch)
        if asked not in (None, "occlusion"):
            raise UsageError(f"{asked} is for pictures.", fix="leave the method out.")
        (read,) = reader_for(self.model).read([sample], 1)
        answer = self._scores.answer(read.values[np.newaxis], label)
        evidence, found = self._scores.evidence(answer), (answer.name, answer.probability)
        if isinstance(raw, TablePreprocessing):
            columns = replace_columns(evidence, read.values, raw)
            return PartEffects(*found, "column", tuple(columns))
        if isinstance(raw, TextPreprocessing):
            return PartEffects(*found, "word", tuple(occlude_words(evidence, read.values, raw)))
        return ArrayEffects(*found, occlude_blocks(evidence, read.values, raw))

    def _explain_picture(
        self,
        sample: Any,
        preprocessing: ImagePreprocessing,
        label: str | None,
        asked: Method | None,
        patch: int | None,
    ) -> HeatMap:
        picture = self._read_picture(sample, preprocessing)
        raw = picture.values[np.newaxis]
        answer = self._scores.answer(raw, label)
        method, layer = asked or self._maps.fitting(), None
        if method == "occlusion":
            evidence = self._scores.evidence(answer)
            values = occlude_places(evidence, picture.values, preprocessing, patch)
        else:
            values = self._maps.of(raw, answer.index, method)
            layer = self._maps.features(method).layer.id
        width, height = picture.size
        return HeatMap(
            path=picture.path,
            label=answer.name,
            probability=answer.probability,
            method=method,
            layer=layer,
            values=values,
            size=(width, height),
            _preprocessing=_as_read(picture, preprocessing),
        )

    def _read_picture(self, sample: Any, preprocessing: ImagePreprocessing) -> Sample:
        """With its own size. A graph that fits pictures itself is given what it makes of them."""
        any_size = self.model.any_size
        free = None if any_size is None or any_size.fitted else any_size
        reader = ImageReader(preprocessing, with_sizes=True, any_size=free)
        (picture,) = reader.read([sample], 1)
        return picture


def _as_read(picture: Sample, preprocessing: ImagePreprocessing) -> ImagePreprocessing:
    """How the picture was read."""
    height, width = picture.values.shape[:2]
    if (width, height) == (preprocessing.width, preprocessing.height):
        return preprocessing
    return reading_at(preprocessing, (width, height))


def _method_named(name: str | None) -> Method | None:
    if name is None:
        return None
    if name not in METHODS:
        raise UsageError(f"there is no method {name!r}.", fix=did_you_mean(name, METHODS))
    return METHODS[name]
