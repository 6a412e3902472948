"""What speaks for a model's answer: maps over pictures, effects of a table's columns."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.inputs import Sample, reader_for
from netwright.inference.inputs.images import ImageReader
from netwright.inference.inside.activation import (
    activation_map,
    channel_weights,
    class_weights,
    constant_weights,
)
from netwright.inference.inside.column_effects import ColumnEffects
from netwright.inference.inside.heat_map import HeatMap, Method
from netwright.inference.inside.last_features import LastFeatures, last_features
from netwright.inference.inside.occlusion import occlude_places, replace_columns
from netwright.inference.inside.probe import Probe
from netwright.inference.inside.scores import answer_names, evidence, index_of, score_output
from netwright.interfaces.documents.preprocessing import ImagePreprocessing, TablePreprocessing
from netwright.interfaces.documents.target import Regression
from netwright.interfaces.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    import onnx
    from numpy.typing import NDArray

METHODS: dict[str, Method] = {"cam": "cam", "grad-cam": "grad-cam", "occlusion": "occlusion"}


def method_named(name: str | None) -> Method | None:
    """The method of that name, None for None. Raises UsageError where there is none."""
    if name is None:
        return None
    if name not in METHODS:
        raise UsageError(f"there is no method {name!r}.", fix=did_you_mean(name, METHODS))
    return METHODS[name]


class Explainer:
    """Explains the answers of one model. Safe to share between threads.

    | method | what it is | for |
    |---|---|---|
    | cam | the last feature maps, weighted by the linear layer after them (Zhou et al., 2016) | networks of global average pooling and linear layers, exactly |
    | grad-cam | the same, weighted by the mean derivatives (Selvaraju et al., 2017) | other convolutional networks |
    | occlusion | what is lost when a part of the input is hidden (Zeiler and Fergus, 2014) | any network of pictures, and tables |

    Attributes:
        model: The model's document.
    """  # noqa: E501

    def __init__(
        self,
        model: str | os.PathLike[str],
        *,
        layer: str | None = None,
        threads: int | None = None,
    ) -> None:
        """Open the model file.

        Args:
            model: A ``model.onnx`` that Netwright wrote.
            layer: The id of the layer whose feature maps are taken; None takes the last that has
                more than one place.
            threads: As for `Predictor`.

        Raises:
            ModelError: The file cannot be used.
            DocumentError: As for `Predictor`.
            UsageError: The model gives neither classes, labels nor numbers, or reads neither
                pictures nor tables.
        """
        self._probe = Probe(model, threads=threads)
        self.model = self._probe.model
        self._layer, self._score = layer, score_output(self.model)
        raw = self.model.preprocessing
        if not isinstance(raw, (ImagePreprocessing, TablePreprocessing)):
            raise UsageError(
                f"this model reads {reader_for(self.model).noun}; what is explained are pictures "
                "and rows of tables.",
                fix="look at its layers instead: netwright explain MODEL SAMPLE --layers",
            )

    def __call__(
        self,
        sample: Any,
        *,
        label: str | None = None,
        method: Method | None = None,
        patch: int | None = None,
    ) -> HeatMap | ColumnEffects:
        """What speaks for an answer.

        Args:
            sample: As a `Predictor` takes it.
            label: The class, label or regression's column to explain; None takes the most probable,
                or the first column.
            method: "cam", "grad-cam" or "occlusion"; None takes the first of them that fits.
            patch: The side of the patch that hides places, in pixels of the model's input; None
                takes a sixth of the smaller side.

        Returns:
            A `HeatMap` of a picture, `ColumnEffects` of a row.

        Raises:
            DataError: The sample cannot be read.
            UsageError: There is no such class, or the method does not fit the model.
        """
        raw = self.model.preprocessing
        if isinstance(raw, ImagePreprocessing):
            return self._explain_picture(sample, raw, label, method, patch)
        assert isinstance(raw, TablePreprocessing)
        if method not in (None, "occlusion"):
            raise UsageError(f"{method} is for pictures.", fix="leave the method out.")
        (row,) = reader_for(self.model).read([sample], 1)
        index, probability = self._answer(row.values, label)
        effects = replace_columns(self._evidence(index), row.values, raw)
        return ColumnEffects(answer_names(self.model)[index], probability, effects)

    def constant_activation(self) -> tuple[str, NDArray[Any], NDArray[np.float64]]:
        """What "cam" is made of.

        Returns:
            The ONNX value of the feature maps; those of a black picture [1,C,H,W]; and the weights
            of each class [K,C].

        Raises:
            UsageError: "cam" does not fit the model.
        """
        features, weights = self._features_or_refuse("cam"), self._constant_or_refuse()
        return features.value, features.of(self._nothing()), weights

    def graph(self) -> onnx.ModelProto:
        """The model's graph, in which the values of its layers are."""
        return self._probe.graph()

    def _explain_picture(
        self,
        sample: Any,
        preprocessing: ImagePreprocessing,
        label: str | None,
        method: Method | None,
        patch: int | None,
    ) -> HeatMap:
        (picture,) = ImageReader(preprocessing, with_sizes=True).read([sample], 1)
        index, probability = self._answer(picture.values, label)
        chosen = method or self._fitting()
        if chosen == "occlusion":
            values = occlude_places(self._evidence(index), picture.values, preprocessing, patch)
            layer = None
        else:
            values = self._activation(chosen, picture, index)
            layer = self._features_or_refuse(chosen).layer.id
        width, height = picture.size
        return HeatMap(
            path=picture.path,
            label=answer_names(self.model)[index],
            probability=probability,
            method=chosen,
            layer=layer,
            values=values,
            size=(width, height),
            _preprocessing=preprocessing,
        )

    def _answer(self, values: NDArray[Any], label: str | None) -> tuple[int, float]:
        """Which answer is explained, and its probability, or the value of a regression."""
        regression = isinstance(self.model.target, Regression)
        shown = self._score if regression else "probabilities"
        given = self._probe.values([self._score, shown], values[np.newaxis])
        index = index_of(self.model, label, given[self._score][0])
        return index, float(given[shown][0][index])

    def _evidence(self, index: int) -> Any:
        def measured(raw: NDArray[Any]) -> NDArray[np.float64]:
            return evidence(self.model, self._probe.values([self._score], raw)[self._score], index)

        return measured

    def _fitting(self) -> Method:
        features = self._features
        if features is None or (self._layer is None and not features.tells_places):
            return "occlusion"
        return "grad-cam" if self._constant is None else "cam"

    def _activation(self, method: Method, picture: Sample, index: int) -> NDArray[np.float32]:
        features = self._features_or_refuse(method)
        raw = picture.values[np.newaxis]
        maps = features.of(raw)
        if method == "grad-cam":
            weights = channel_weights(features.tail, maps, raw)
        else:
            weights = self._constant_or_refuse()
        return activation_map(class_weights(weights, index), maps[0])

    def _constant_or_refuse(self) -> NDArray[np.float64]:
        if self._constant is None:
            raise UsageError(
                "the scores of this model are no weighted sum of its feature maps' means, which "
                '"cam" takes them for.',
                fix='use "grad-cam" or "occlusion".',
            )
        return self._constant

    def _features_or_refuse(self, method: Method) -> LastFeatures:
        if self._features is None:
            raise UsageError(
                f"this model has no feature maps, which {method} looks at.", fix='use "occlusion".'
            )
        return self._features

    @functools.cached_property
    def _features(self) -> LastFeatures | None:
        return last_features(self._probe, self._score, self._layer)

    @functools.cached_property
    def _constant(self) -> NDArray[np.float64] | None:
        """The weights [K,C] of "cam"."""
        features = self._features
        if features is None:
            return None
        nothing = self._nothing()
        return constant_weights(features.tail, features.of(nothing), nothing)

    def _nothing(self) -> NDArray[Any]:
        raw = self.model.preprocessing
        return np.zeros((1, *raw.raw_shape), raw.raw_dtype)
