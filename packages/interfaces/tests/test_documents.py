import json
from pathlib import Path

import jsonschema
import pytest
from documents import DATASET, MODEL, NETWORK, RECIPE

from netwright.interfaces.documents import (
    AnySize,
    Calibration,
    CheckpointWritten,
    Document,
    Ended,
    EpochEnded,
    Model,
    MultiLabel,
    Network,
    Recipe,
    Started,
    Stepped,
    Thresholds,
    Warned,
    read_event,
)
from netwright.interfaces.documents.schemas import generate_schemas, shipped_schema
from netwright.interfaces.errors import DocumentError
from netwright.interfaces.testing import DocumentContract

GOLDEN = Path(__file__).parent / "golden"

EVENTS = (
    Started(
        time=1.0,
        run="pets-01",
        device="cpu",
        epochs=3,
        first_epoch=2,
        steps_per_epoch=10,
        train_samples=160,
        val_samples=40,
        parameters=1234,
        choices=("channels last: convolutions are fastest so",),
    ),
    Stepped(time=2.0, epoch=2, step=5, loss=0.7, samples_per_second=900.5),
    EpochEnded(time=3.0, epoch=2, metrics={"val_loss": 0.5}, learning_rate=0.001, seconds=1.5),
    CheckpointWritten(time=4.0, epoch=2, path="checkpoints/last.safetensors", best=True),
    Warned(time=5.0, message="The loss grows.", fix="lower learning_rate."),
    Ended(
        time=6.0,
        reason="stopped",
        epochs=2,
        best_epoch=2,
        best_metrics={"val_loss": 0.5},
        seconds=9.5,
    ),
)
DOCUMENTS = {"network": NETWORK, "dataset": DATASET, "recipe": RECIPE, "model": MODEL}


@pytest.mark.parametrize("name", DOCUMENTS)
class TestEveryDocument(DocumentContract):
    @pytest.fixture
    def document(self, name: str) -> Document:
        return DOCUMENTS[name]

    @pytest.fixture
    def golden(self, name: str) -> list[Path]:
        return sorted(GOLDEN.glob(f"v*/{name}.json"))

    def test_old_versions_mean_what_they_meant(
        self, document: Document, golden: list[Path]
    ) -> None:
        for path in golden:
            assert type(document).read(path) == document

    def test_fits_the_schema_in_the_package(self, name: str, document: Document) -> None:
        schema = shipped_schema(f"{name}.v{type(document).VERSION}.json")
        jsonschema.validate(json.loads(document.to_json()), schema)

    def test_what_was_written_then_fits_the_schema_of_then(
        self, name: str, golden: list[Path]
    ) -> None:
        for path in golden:
            content = json.loads(path.read_text(encoding="utf-8"))
            jsonschema.validate(content, shipped_schema(f"{name}.v{content['version']}.json"))


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
class TestEveryEvent(DocumentContract):
    @pytest.fixture
    def document(self, event: Document) -> Document:
        return event

    @pytest.fixture
    def golden(self, event: Document, tmp_path: Path) -> list[Path]:
        # events.jsonl holds one event a line; the contract reads files.
        path = tmp_path / "event.json"
        path.write_text(_golden_events()[event.kind])
        return [path]

    def test_is_read_back_as_its_own_kind(self, event: Document) -> None:
        assert read_event(json.loads(event.to_line())) == event

    def test_version_1_means_what_it_meant(self, event: Document) -> None:
        assert read_event(json.loads(_golden_events()[event.kind])) == event

    def test_fits_the_schema_in_the_package(self, event: Document) -> None:
        jsonschema.validate(json.loads(event.to_line()), shipped_schema("event.v1.json"))


def _golden_events() -> dict[str, str]:
    lines = (GOLDEN / "v1" / "events.jsonl").read_text().splitlines()
    return {json.loads(line)["kind"]: line for line in lines}


def test_shipped_schemas_are_those_of_the_code() -> None:
    for name, schema in generate_schemas().items():
        assert shipped_schema(name) == json.loads(json.dumps(schema)), "run tools/write_schemas.py"


class SecondEdition(Document):
    """A document whose key `rounds` was renamed `epochs` in version 2, then given a sibling."""

    FORMAT = "netwright.test"
    VERSION = 3
    UPGRADES = {  # noqa: RUF012 pydantic leaves class variables alone
        1: lambda old: {"epochs": old["rounds"]},
        2: lambda old: {**old, "seed": 7},
    }

    format: str
    version: int
    epochs: int
    seed: int


def test_an_older_document_is_upgraded_step_by_step() -> None:
    document = SecondEdition.from_dict({"version": 1, "rounds": 5})
    assert (document.epochs, document.seed, document.version) == (5, 7, 3)


AUGMENTATIONS = (
    "RandomHorizontalFlip, RandomVerticalFlip, RandomCrop, RandomResizedCrop, RandomRotation, "
    "RandomAffine, ColorJitter, RandomGrayscale, GaussianBlur, GaussianNoise, RandomErasing, "
    "RandAugment, TrivialAugmentWide, MixUp, CutMix"
)


@pytest.mark.parametrize(
    ("content", "message", "key", "fix"),
    [
        (
            {"epoch": 3},
            "the netwright.recipe document has no key 'epoch'.",
            "epoch",
            "write 'epochs' instead of 'epoch'.",
        ),
        (
            {"optimizer": {"lerning_rate": 1}},
            "the netwright.recipe document has no key 'lerning_rate'.",
            "optimizer.lerning_rate",
            "write 'learning_rate' instead of 'lerning_rate'.",
        ),
        (
            {"epochs": 0},
            "epochs: input should be greater than or equal to 1, but 0 came.",
            "epochs",
            "set epochs=1, or more.",
        ),
        (
            {"optimizer": {"name": "AdamX"}},
            "optimizer: there is no name 'AdamX'.",
            "optimizer",
            "use one of SGD, Adam, AdamW, NAdam, RMSprop, Adagrad, Lion, Muon.",
        ),
        (
            {"optimizer": {"momentum": 0.5}},
            "the netwright.recipe document has no key 'momentum'.",
            "optimizer.momentum",
            (
                "leave momentum out, or use name, learning_rate, weight_decay, betas, eps, "
                "decay_norms_and_biases."
            ),
        ),
        (
            {"batch_size": "large"},
            (
                "the netwright.recipe document: batch_size is a whole number from 1 to 1,000,000, "
                "or \"auto\", but 'large' came."
            ),
            "batch_size",
            "set batch_size=64.",
        ),
        (
            {"schedule": {"name": "cosine", "final": 2}},
            "schedule.final: input should be less than or equal to 1, but 2 came.",
            "schedule.final",
            "set schedule.final=1.0, or less.",
        ),
        (
            {"augmentation": [{"name": "RandomFlip"}]},
            "augmentation.0: there is no name 'RandomFlip'.",
            "augmentation.0",
            f"use one of {AUGMENTATIONS}.",
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
def test_a_wrong_recipe_is_refused_with_key_and_fix(content, message, key, fix) -> None:
    with pytest.raises(DocumentError) as caught:
        Recipe.from_dict(content)
    assert (caught.value.message, caught.value.places["key"], caught.value.fix) == (
        message,
        key,
        fix,
    )


def test_a_misspelt_key_of_a_split_is_found_among_the_splits_own_keys() -> None:
    content = json.loads(DATASET.to_json())
    content["split"]["val_fracton"] = content["split"].pop("val_fraction")
    with pytest.raises(DocumentError) as caught:
        type(DATASET).from_dict(content)
    assert caught.value.places["key"] == "split.val_fracton"
    assert caught.value.fix == "write 'val_fraction' instead of 'val_fracton'."


@pytest.mark.parametrize(
    ("id", "reason"),
    [("class", "a word of the Python language"), ("1st", "not a name"), ("a-b", "not a name")],
)
def test_ids_that_cannot_be_attributes_are_refused(id: str, reason: str) -> None:
    content = {"inputs": {id: {"shape": [1]}}, "nodes": [], "outputs": {"y": id}}
    with pytest.raises(DocumentError, match=reason):
        Network.from_dict(content)


@pytest.mark.parametrize("name", ["constant", "one_cycle"])
def test_an_optimizer_and_a_schedule_without_more_than_they_need_are_read(name: str) -> None:
    recipe = Recipe.from_dict({"optimizer": {"learning_rate": 0.5}, "schedule": {"name": name}})
    assert (recipe.optimizer.name, recipe.optimizer.learning_rate) == ("AdamW", 0.5)
    assert recipe.schedule.name == name
    assert Recipe.from_dict({"schedule": {"warmup": 0.1}}).schedule.name == "one_cycle"


def test_a_recipe_is_read_from_toml(tmp_path: Path) -> None:
    path = tmp_path / "recipe.toml"
    path.write_text('epochs = 7\n[optimizer]\nname = "AdamW"\nlearning_rate = 0.5\n')
    recipe = Recipe.read(path)
    assert (recipe.epochs, recipe.optimizer.learning_rate) == (7, 0.5)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.json", "{", "this is not JSON"),
        ("a.json", "[" * 100_000, "this is not JSON"),
        ("a.json", "[1]", "a netwright.recipe document is a mapping of keys, but a list came."),
        ("a.json", '{"version": "x"}', "the version is a whole number from 1, but 'x' came."),
        ("a.toml", "epochs =", "this is not TOML"),
    ],
)
def test_a_file_that_is_no_document_is_refused_by_name(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(DocumentError) as caught:
        Recipe.read(tmp_path / name)
    assert caught.value.message.startswith(message)
    assert caught.value.places["file"] == str(tmp_path / name)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        Recipe.read(tmp_path / "none.json")
    assert caught.value.places["file"].endswith("none.json")


def test_an_event_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(DocumentError, match="there is no event of kind 'warnin'"):
        read_event({"kind": "warnin"})


def test_what_an_export_adds_to_a_model_survives_json() -> None:
    sizes = AnySize(fitted=False, multiple=8, least=16)
    added = {"any_size": sizes, "opset": 14, "ir_version": 7}
    model = MODEL.model_copy(update=added)
    assert Model.from_json(model.to_json()) == model
    assert not set(added) & set(json.loads(MODEL.to_json()))


@pytest.mark.parametrize("wrong", [{"multiple": 0}, {"least": 0}, {"step": 2}])
def test_sizes_that_cannot_be_are_refused(wrong: dict[str, int]) -> None:
    content = {**json.loads(MODEL.to_json()), "any_size": {"fitted": False, **wrong}}
    with pytest.raises(DocumentError, match="any_size"):
        Model.from_dict(content)


def test_a_model_keeps_its_calibration_and_thresholds() -> None:
    content = {
        **json.loads(MODEL.to_json()),
        "target": MultiLabel(classes=("a", "b")).model_dump(),
        "calibration": Calibration(temperature=1.3, samples=40, expected_error=0.02).model_dump(),
        "thresholds": Thresholds(values=(0.3, 0.6), goal="f1", samples=40).model_dump(),
    }
    model = Model.from_dict(content)
    assert Model.from_json(model.to_json()) == model
    jsonschema.validate(json.loads(model.to_json()), shipped_schema("model.v2.json"))


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ({"task": "multi_label", "classes": ["a", "b"]}, "thresholds needs 2 values"),
        ({"task": "classification", "classes": ["a", "b", "c"]}, "thresholds needs 0 values"),
        ({"task": "autoencoding"}, "thresholds needs 0 values"),
    ],
)
def test_thresholds_are_one_a_label(target: dict[str, object], reason: str) -> None:
    thresholds = {"values": [0.5], "goal": "f1", "samples": 40}
    content = {**json.loads(MODEL.to_json()), "target": target, "thresholds": thresholds}
    with pytest.raises(DocumentError, match=reason):
        Model.from_dict(content)


def test_numbers_have_no_calibration() -> None:
    calibration = {"temperature": 2.0, "samples": 40, "expected_error": 0.1}
    target = {"task": "autoencoding"}
    content = {**json.loads(MODEL.to_json()), "target": target, "calibration": calibration}
    with pytest.raises(DocumentError, match="calibration needs a target with probabilities"):
        Model.from_dict(content)
