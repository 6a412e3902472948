"""What a recipe says of augmentation and of rare classes, and how mistakes in it are told."""

import json
from typing import get_args

import jsonschema
import pytest

from netwright.interfaces.documents import AnyAugmentation, Recipe
from netwright.interfaces.documents.schemas import shipped_schema
from netwright.interfaces.errors import DocumentError

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


NAMES = ", ".join(kind.__name__ for kind in KINDS)


@pytest.mark.parametrize(
    ("content", "message", "key", "fix"),
    [
        (
            {"augmentation": [{"name": "RandomFlip"}]},
            "augmentation.0: there is no name 'RandomFlip'.",
            "augmentation.0",
            f"use one of {NAMES}.",
        ),
        (
            {"augmentation": [{"padding": 1}]},
            "augmentation.0 lacks the key 'name'.",
            "augmentation.0",
            "add 'name'.",
        ),
        (
            {"augmentation": [{"name": "RandomCrop", "pading": 1}]},
            "the netwright.recipe document has no key 'pading'.",
            "augmentation.0.pading",
            "write 'padding' instead of 'pading'.",
        ),
        (
            {"augmentation": [{"name": "GaussianBlur", "sigma": [2, 1]}]},
            "the netwright.recipe document: [2, 1] has its ends swapped.",
            "augmentation.0.sigma",
            "write [1, 2].",
        ),
        (
            {"augmentation": [{"name": "RandomErasing", "value": "rand"}]},
            (
                'the netwright.recipe document: value is a number from 0 to 1, or "random", '
                "but 'rand' came."
            ),
            "augmentation.0.value",
            "set value=0.",
        ),
        (
            {"loss": {"class_weights": [-1]}},
            (
                'the netwright.recipe document: class_weights is "balanced", or a list of numbers '
                "above 0, one a class, but [-1] came."
            ),
            "loss.class_weights",
            'set class_weights="balanced".',
        ),
    ],
)
def test_a_mistake_is_told_with_key_and_fix(content, message, key, fix) -> None:
    with pytest.raises(DocumentError) as caught:
        Recipe.from_dict(content)
    assert (caught.value.message, caught.value.places["key"], caught.value.fix) == (
        message,
        key,
        fix,
    )
