"""From a model to its meter."""

from __future__ import annotations

from netwright.inference.encoding import Encoding
from netwright.inference.evaluation.meters.classification import ClassificationMeter
from netwright.inference.evaluation.meters.meter import Meter
from netwright.inference.evaluation.meters.multi_label import MultiLabelMeter
from netwright.inference.evaluation.meters.next_token import NextTokenMeter
from netwright.inference.evaluation.meters.numbers import ReconstructionMeter, RegressionMeter
from netwright.inference.evaluation.meters.pictures import PictureMeter
from netwright.inference.evaluation.meters.segmentation import SegmentationMeter
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.preprocessing import ArrayPreprocessing, TablePreprocessing
from netwright.interfaces.documents.target import (
    Classification,
    MultiLabel,
    NextToken,
    Regression,
    Segmentation,
)


def meter_for(model: Model, samples: int) -> Meter:
    """The meter of the model's task, for one pass over so many samples."""
    target, raw = model.target, model.preprocessing
    if isinstance(target, Classification):
        return ClassificationMeter(model)
    if isinstance(target, MultiLabel):
        return MultiLabelMeter(model, samples)
    if isinstance(target, Segmentation):
        return SegmentationMeter(model)
    if isinstance(target, Regression):
        return RegressionMeter(target)
    if isinstance(target, NextToken):
        return NextTokenMeter()
    if target.task == "autoencoding" and isinstance(raw, (ArrayPreprocessing, TablePreprocessing)):
        return ReconstructionMeter(Encoding(raw))
    return PictureMeter()
