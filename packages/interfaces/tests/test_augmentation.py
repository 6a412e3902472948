"""What a recipe says of augmentation and of rare classes, and how mistakes in it are told."""

import json
from typing import get_args

import jsonschema
import pytest

from netwright.interfaces.documents import AnyAugmentation, Recipe
from netwright.interfaces.documents.schemas import shipped_schema

KINDS = get_args(get_args(AnyAugmentation)[0])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_augmentation_is_named_as_its_class_and_has_good_defaults(kind) -> None:
    recipe = Recipe.from_dict({"augmentation": [{"name": kind.__name__}]})
    assert recipe.augmentation == (kind(),)
    assert Recipe.from_json(recipe.to_json()) == recipe
    jsonschema.validate(json.loads(recipe.to_json()), shipped_schema("recipe.v1.json"))


def test_a_recipe_of_before_has_neither_augmentation_nor_weights() -> None:
    recipe = Recipe.from_dict({"epochs": 3})
    assert (recipe.augmentation, recipe.sampling, recipe.loss) == (
        (),
        "uniform",
        None,
    )


@pytest.mark.parametrize("weights", ["balanced", (1.0, 0.1, 2.5)])
def test_class_weights_are_a_word_or_numbers(weights) -> None:
    recipe = Recipe.from_dict({"loss": {"class_weights": weights}})
    assert recipe.loss.class_weights == weights
    assert Recipe.from_json(recipe.to_json()) == recipe
