from __future__ import annotations

import json

import jsonschema
from documents import MODEL

from netwright.interfaces.documents import (
    AnswerDifference,
    MetricChange,
    Model,
    Transformation,
)
from netwright.interfaces.documents.schemas import shipped_schema


def test_a_model_says_what_its_graph_was_turned_into() -> None:
    step = Transformation(
        to="int8-static",
        created="2026-11-24T12:00:00+00:00",
        versions={"onnxruntime": "1.32.0"},
        calibration_samples=160,
        difference=AnswerDifference(
            samples=40,
            batch_sizes=(1, 40),
            mean_abs_difference=1e-3,
            max_abs_difference=0.02,
            agreement=0.975,
        ),
        change=MetricChange(metric="accuracy", before=0.9, after=0.89, samples=40, data="pets"),
        tolerance=0.01,
    )
    model = MODEL.model_copy(update={"transformations": (step,)})
    assert Model.from_json(model.to_json()) == model
    jsonschema.validate(json.loads(model.to_json()), shipped_schema("model.v2.json"))


def test_a_model_without_a_word_of_it_is_as_it_was_exported() -> None:
    assert Model.from_json(MODEL.to_json()).transformations == ()
