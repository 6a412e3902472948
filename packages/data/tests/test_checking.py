"""What the checks find, and that they find nothing in sound data."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from checked import classes, numbers
from PIL import Image
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris

from netwright.data import prepare, write_digits
from netwright.data.checking import as_text, check_data, write_page


def found(data, check, severity=None):
    findings = [f for f in check_data(data).findings if f.check == check]
    return [f for f in findings if severity is None or f.severity == severity]


@pytest.fixture
def digits(tmp_path):
    """The bundled digits, to be spoilt."""
    return write_digits(tmp_path / "digits")


def test_nothing_stands_against_the_digits(prepared_digits):
    report = check_data(prepared_digits)
    assert not report.is_misleading
    assert {finding.check for finding in report.findings} <= {"labels"}
    assert report.facts["samples"] == "1,438 to train on, 359 to validate on"


def test_checks_that_take_too_long_are_named_and_the_quick_ones_are_done(prepared_digits):
    report = check_data(prepared_digits, seconds=0.0)
    assert report.facts["not done"] == (
        "exact duplicates, swapped labels: they take longer than 0 s"
    )
    assert "not done" not in check_data(prepared_digits, seconds=60).facts


def test_copies_with_another_label_or_on_the_other_side_are_found(digits):
    names = sorted(path.name for path in (digits / "3").iterdir())
    shutil.copy(digits / "3" / names[0], digits / "5" / "other-label.png")
    for number in range(20):  # Some of them come to the other side than their original.
        shutil.copy(
            digits / "4" / names_of(digits, "4")[number], digits / "4" / f"copy-{number}.png"
        )
    messages = [f.message for f in found(prepare(digits), "exact duplicates", "misleading")]
    assert messages[0] == "1 pair of samples are the same and have different labels."
    assert "of a sample to train on and one to validate on are the same" in messages[1]


def test_two_equal_rows_may_be_two_cases_but_not_many_of_them():
    rows = np.random.default_rng(0).normal(size=100)
    labels = np.arange(100) % 2
    few, many = rows.copy(), rows.copy()
    few[98], many[80:] = few[2], many[60:80]
    assert found(classes({"x": few}, labels), "exact duplicates")[0].severity == "note"
    assert found(classes({"x": many}, labels), "exact duplicates", "misleading")


def names_of(root, label):
    return sorted(path.name for path in (root / label).iterdir())


def test_a_resaved_and_resized_photograph_is_a_near_duplicate(tmp_path):
    photos = pytest.importorskip("skimage.data")
    root = tmp_path / "photos"
    for label, names in {"a": ("astronaut", "coffee"), "b": ("chelsea", "rocket")}.items():
        (root / label).mkdir(parents=True)
        for name in names:
            Image.fromarray(getattr(photos, name)()).save(root / label / f"{name}.png")
    astronaut = Image.open(root / "a" / "astronaut.png")
    astronaut.resize((300, 300)).save(root / "a" / "again.jpg", quality=70)
    near = found(prepare(root, size=(128, 128)), "near duplicates")
    assert len(near) == 1
    assert {name.partition(" ")[0] for name in near[0].samples} == {
        "a/again.jpg",
        "a/astronaut.png",
    }


def test_single_wrong_labels_are_found(digits):
    wrong = names_of(digits, "0")[50]
    (digits / "0" / wrong).rename(digits / "6" / f"wrong-{wrong}")
    (finding,) = found(prepare(digits), "labels")
    assert any(sample.startswith(f"6/wrong-{wrong}") for sample in finding.samples)
    assert any(sample.endswith("looks like 0") for sample in finding.samples)


def test_folders_of_validation_that_were_swapped_are_found(digits, tmp_path):
    root = tmp_path / "split"
    for label in "0123":
        for number, name in enumerate(names_of(digits, label)):
            side = "val" if number % 4 == 0 else "train"
            other = {"0": "1", "1": "0"}.get(label, label) if side == "val" else label
            (root / side / other).mkdir(parents=True, exist_ok=True)
            shutil.copy(digits / label / name, root / side / other / name)
    messages = [f.message for f in found(prepare(root), "labels", "misleading")]
    assert len(messages) == 2
    assert messages[0].startswith("what is labelled '0' for validation looks like '1' of training")


def test_rare_classes_come_with_weights(folder_of):
    data = prepare(folder_of({"cat": 60, "dog": 5}))
    findings = found(data, "class balance")
    assert "the most frequent class has 12 times as many" in findings[0].message
    assert "dog 4 (weight 6.5)" in findings[0].message
    assert findings[0].severity == "warning"
    assert "1 of 2 classes have fewer than 5 samples to validate on" in findings[1].message


def test_class_names_that_differ_in_case_only(folder_of):
    (finding,) = found(prepare(folder_of({"cat": 5, "Cat ": 5, "dog": 5})), "class names")
    assert "'Cat ', 'cat'" in finding.message


def test_unreadable_files_are_told_with_their_reason(folder_of):
    root = folder_of({"cat": 6, "dog": 6})
    (root / "cat" / "bad.png").write_text("text")
    (finding,) = found(prepare(root, skip_bad=True), "unreadable")
    assert finding.severity == "misleading"
    assert finding.samples[0].startswith("cat/bad.png: expected an image")


def test_odd_files_are_told_with_how_they_are_read(folder_of, picture):
    root = folder_of({"cat": 5, "dog": 5}, size=(40, 40))
    turned = Image.Exif()
    turned[0x0112] = 6
    picture(root / "cat" / "print.jpg", size=(40, 40), mode="CMYK")
    picture(root / "cat" / "phone.jpg", size=(40, 40), mode="RGB", exif=turned)
    picture(root / "dog" / "clear.png", size=(40, 40), mode="RGBA")
    frames = [Image.new("RGB", (40, 40), (90 * n, 0, 0)) for n in range(3)]
    frames[0].save(root / "dog" / "moving.gif", save_all=True, append_images=frames[1:])
    picture(root / "dog" / "small.png", size=(8, 8))
    report = check_data(prepare(root, size=(40, 40)))
    kinds = [(f.samples[0], f.message) for f in report.findings if f.check == "kinds of files"]
    for name, words in (
        ("cat/print.jpg", "are CMYK"),
        ("cat/phone.jpg", "turned by their EXIF"),
        ("dog/clear.png", "transparent"),
        ("dog/moving.gif", "animated"),
        ("dog/moving.gif", "palette"),
    ):
        assert any(n == name and words in message for n, message in kinds), words
    sizes = [f.message for f in report.findings if f.check == "sizes"]
    assert any("under 16 pixels" in message for message in sizes)
    assert any("less than half as large as the 40 x 40" in message for message in sizes)


@pytest.mark.parametrize("load", [load_iris, load_breast_cancer])
def test_real_tables_do_not_leak(load):
    data = load()
    columns = dict(zip(data.feature_names, data.data.T, strict=True))
    order = np.random.default_rng(0).permutation(len(data.target))
    table = classes(
        {name: values[order] for name, values in columns.items()},
        data.target[order],
        tuple(map(str, data.target_names)),
    )
    assert not found(table, "leaks")


def test_a_column_that_gives_the_answer_away_is_found():
    random = np.random.default_rng(0)
    labels = random.integers(0, 2, 200)
    data = classes(
        {
            "noise": random.normal(size=200),
            "score": labels * 10 + random.uniform(0, 5, 200),
            "verdict": np.where(labels, "bad", "good"),
        },
        labels,
    )
    leaking = [f.message.split("'")[1] for f in found(data, "leaks", "misleading")]
    assert leaking == ["score", "verdict"]


def test_a_copy_of_a_regressed_target_is_found():
    bunch = load_diabetes()
    columns = dict(zip(bunch.feature_names, bunch.data.T, strict=True))
    assert not found(numbers(columns, bunch.target), "leaks")
    leaking = numbers({**columns, "in euros": bunch.target * 1.1 + 3}, bunch.target)
    (finding,) = found(leaking, "leaks")
    assert "the column 'in euros' alone gives the target (y: correlation 1.0000)" in finding.message


def test_gaps_and_constants_of_columns():
    values = np.arange(100.0)
    values[:60] = np.nan
    data = numbers(
        {"sparse": values, "same": np.ones(100), "x": np.arange(100.0)}, np.arange(100.0)
    )
    (gaps,) = found(data, "gaps")
    assert (
        "the column 'sparse' has 60 gaps (60.0%), which are filled with the median" in gaps.message
    )
    assert gaps.severity == "warning"
    (constant,) = found(data, "constant columns")
    assert "'same' holds the same in every row" in constant.message


def test_targets_that_are_constant_or_far_off():
    x = np.random.default_rng(0).normal(size=100)
    (constant,) = found(numbers({"x": x}, np.ones(100)), "targets", "misleading")
    assert "the target 'y' is 1 in every sample" in constant.message
    values = x.copy()
    values[17] = 1e6
    (far,) = found(numbers({"x": x}, values), "targets", "warning")
    assert far.samples == ("17 (train): 1e+06",)


def test_the_text_says_what_to_do_and_ends_with_a_verdict(folder_of):
    root = folder_of({"cat": 6, "dog": 6})
    (root / "cat" / "bad.png").write_text("text")
    text = as_text(check_data(prepare(root, skip_bad=True)))
    assert "✗ unreadable: 1 of 13 samples cannot be read." in text
    assert "  fix: replace or remove them" in text
    assert text.endswith("Training on this would mislead: 1 finding marked ✗.")
    assert max(map(len, text.splitlines())) <= 100


def test_the_page_shows_the_pictures_and_escapes_names(folder_of, tmp_path):
    root = folder_of({"cat<b>": 6, "dog": 6})
    first = sorted((root / "dog").iterdir())[0]
    shutil.copy(first, root / "cat<b>" / "twin.png")
    data = prepare(root)
    write_page(check_data(data), data, tmp_path / "check.html")
    page = (tmp_path / "check.html").read_text(encoding="utf-8")
    assert page.count('src="data:image/png;base64,') == 2
    assert "<b>" not in page
    assert "Training on this would mislead" in page
