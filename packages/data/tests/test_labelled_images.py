"""Images and a table of labels: columns, tasks, splits, and what is wrong with them."""

from __future__ import annotations

import json
import os
from types import MappingProxyType

import numpy as np
import pytest

from netwright.data import digits, load, prepare
from netwright.interfaces.documents.source import LabelledImages, TableFile
from netwright.interfaces.documents.split import GivenSplit, GroupedSplit, TimeSplit
from netwright.interfaces.documents.target import Classification, MultiLabel
from netwright.interfaces.errors import DataError, UsageError
from netwright.interfaces.testing.samples import SamplesContract

from .photographs import save

COUNT = 20
PICTURES, NUMBERS = (values[:COUNT] for values in digits())
WORDS = ["even" if number % 2 == 0 else "odd" for number in NUMBERS]
SEVERAL = ["|".join(["even"] * (n % 2 == 0) + ["small"] * (n < 5)) for n in NUMBERS.tolist()]


@pytest.fixture
def folder(tmp_path):
    """Twenty digits as images/00.png to images/19.png."""
    for number, pixels in enumerate(PICTURES):
        save(tmp_path / "images" / f"{number:02}.png", pixels)
    return tmp_path


def table(folder, name="labels.csv", images=None, delimiter=",", **columns) -> None:
    names = [f"{number:02}.png" for number in range(COUNT)] if images is None else images
    cells = {"image": names, **columns}
    lines = [cells.keys(), *zip(*cells.values(), strict=True)]
    text = "\n".join(delimiter.join(map(str, line)) for line in lines)
    (folder / name).write_text(text + "\n", encoding="utf-8")


def error_of(path, kind=DataError, **options) -> str:
    with pytest.raises(kind) as caught:
        prepare(path, **options)
    return caught.value.render()


def by_name(data) -> dict[str, object]:
    return {
        name: samples[number][1]
        for samples in (data.train, data.val)
        for number, name in enumerate(samples.names)
    }


class TestClasses(SamplesContract):
    columns = MappingProxyType({"label": WORDS})

    @pytest.fixture
    def samples(self, folder):
        table(folder, **self.columns)
        return prepare(folder).train

    @pytest.fixture
    def samples_again(self, folder, samples, tmp_path):
        return load(prepare(folder).document, cache=tmp_path / "cache").train


class TestSeveralLabels(TestClasses):
    task = "multi_label"
    columns = MappingProxyType({"tags": SEVERAL})


class TestNumbers(TestClasses):
    task = "regression"
    columns = MappingProxyType({"ink": [float(pixels.mean()) for pixels in PICTURES]})


def test_words_are_classes(folder):
    table(folder, label=WORDS)
    data = prepare(folder)
    assert data.document.target == Classification(classes=("even", "odd"))
    assert data.document.source == LabelledImages(
        path=folder.as_posix(), table="labels.csv", image_column="image", targets=("label",)
    )
    assert by_name(data) == {f"images/{n:02}.png": NUMBERS[n] % 2 for n in range(COUNT)}
    assert data.notes == ("classification, as label holds words; --task names another task.",)


def test_several_labels_in_one_cell(folder):
    table(folder, tags=SEVERAL)
    data = prepare(folder)
    assert data.document.target == MultiLabel(classes=("even", "small"))
    assert by_name(data)["images/04.png"].tolist() == [1, 1]
    assert by_name(data)["images/07.png"].tolist() == [0, 0]
    assert data.notes == ("multi_label, as tags holds labels joined by '|'.",)


def test_one_label_a_cell_may_be_asked_for_as_several(folder):
    table(folder, tags=[label.partition("|")[0] for label in SEVERAL])
    assert prepare(folder, task="multi_label").document.classes == ("even", "small")


def test_columns_of_0_and_1_are_labels(folder):
    table(folder, even=(NUMBERS % 2 == 0) * 1, small=(NUMBERS < 5) * 1)
    data = prepare(folder)
    assert data.document.target == MultiLabel(classes=("even", "small"))
    assert by_name(data)["images/07.png"].tolist() == [0, 0]


def test_numbers_are_regressed_with_mean_and_std_of_training(folder):
    table(folder, ink=[pixels.mean() for pixels in PICTURES], height=NUMBERS / 3)
    data = prepare(folder, target=["ink", "height"])
    target = data.document.target
    assert target.columns == ("ink", "height")
    np.testing.assert_allclose(target.mean, data.train.targets.mean(0), rtol=1e-5)
    np.testing.assert_allclose(target.std, data.train.targets.std(0), rtol=1e-5)


@pytest.mark.parametrize("name", ["labels.csv", "labels.tsv", "labels.jsonl", "labels.parquet"])
def test_every_format_gives_the_same(folder, name):
    if name.endswith("jsonl"):
        rows = [{"image": f"{n:02}.png", "label": WORDS[n]} for n in range(COUNT)]
        (folder / name).write_text("\n".join(map(json.dumps, rows)))
    elif name.endswith("parquet"):
        arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        images = [f"{n:02}.png" for n in range(COUNT)]
        parquet.write_table(arrow.table({"image": images, "label": WORDS}), folder / name)
    else:
        table(folder, name, delimiter="," if name.endswith("csv") else "\t", label=WORDS)
    assert by_name(prepare(folder)) == {f"images/{n:02}.png": NUMBERS[n] % 2 for n in range(COUNT)}


@pytest.mark.parametrize(
    "named",
    ["{:02}", "images/{:02}.png", "./images/{:02}.png", r"images\{:02}.png", "{}"],
)
def test_images_may_be_named_in_other_ways(folder, named):
    table(folder, images=[named.format(n) for n in range(COUNT)], label=WORDS)
    assert set(by_name(prepare(folder))) == {f"images/{n:02}.png" for n in range(COUNT)}


def test_the_column_of_images_is_found_by_what_is_in_it(folder):
    names = [f"{n:02}.png" for n in range(COUNT)]
    table(folder, images=range(100, 100 + COUNT), scan=names, label=WORDS)
    source = prepare(folder, ignore=["image"]).document.source
    assert source.image_column == "scan"


def test_the_table_may_be_named_or_lie_beside_the_folder(folder):
    table(folder, "marks.csv", label=WORDS)
    assert prepare(folder / "marks.csv").document.source.table == "marks.csv"
    (folder / "marks.csv").rename(folder / "labels.csv")
    data = prepare(folder / "images")
    assert data.document.source.table == "../labels.csv"
    assert load(data.document).train.names == data.train.names


def test_a_table_that_names_no_images_is_a_table(folder):
    ink = [pixels.mean() for pixels in PICTURES]
    table(folder, "numbers.csv", images=range(19, 19 + COUNT), label=WORDS, ink=ink)
    assert isinstance(prepare(folder / "numbers.csv", target="label").document.source, TableFile)


def test_names_with_spaces_and_in_any_script(tmp_path):
    names = [f"große Ziffer {n} 数.png" for n in range(COUNT)]
    for name, pixels in zip(names, PICTURES, strict=True):
        save(tmp_path / "meine Bilder" / name, pixels)
    table(tmp_path, images=names, label=WORDS)
    assert set(by_name(prepare(tmp_path))) == {f"meine Bilder/{name}" for name in names}


def test_a_column_split_is_the_split(folder):
    parts = ["train"] * 12 + ["val"] * 5 + ["test"] * 3
    table(folder, label=WORDS, split=parts)
    data = prepare(folder)
    assert data.document.split == GivenSplit(train="train", val="val", column="split")
    assert sorted(data.val.names) == [f"images/{n:02}.png" for n in range(12, 17)]
    assert len(data.train) == 12, "the rows for testing are left out"
    assert load(data.document).val.names == data.val.names


def test_other_columns_group_and_order_the_samples(folder):
    table(folder, label=WORDS, patient=[n // 2 for n in range(COUNT)], day=range(COUNT))
    grouped = prepare(folder, split=GroupedSplit(by="patient", val_fraction=0.3))
    groups = [{int(name[7:9]) // 2 for name in s.names} for s in (grouped.train, grouped.val)]
    assert not groups[0] & groups[1]
    latest = prepare(folder, split=TimeSplit(by="day", val_fraction=0.25))
    assert sorted(latest.val.names) == [f"images/{n:02}.png" for n in range(15, 20)]
    assert load(latest.document).val.names == latest.val.names


def test_rows_without_a_file_and_cells_without_a_label_are_told(folder):
    table(folder, label=["", *WORDS[1:]])
    (folder / "images" / "07.png").unlink()
    assert error_of(folder) == (
        "DataError: 2 of 20 images cannot be read.\n"
        f"  file: {folder / 'labels.csv'}\n"
        "  files: \n"
        "    images/00.png: row 1: nothing in 'label'\n"
        "    07.png: row 8: there is no image of that name\n"
        "  fix: replace or remove them, or leave them out with --skip-bad "
        "(skip_bad=True in Python)."
    )
    data = prepare(folder, skip_bad=True)
    assert data.document.skipped == ("07.png", "images/00.png")
    assert load(data.document).train.names == data.train.names


def test_images_without_a_row_are_told(folder):
    save(folder / "images" / "more.png", PICTURES[0])
    save(folder / "elsewhere" / "other.png", PICTURES[0])
    table(folder, label=WORDS)
    assert error_of(folder) == (
        "DataError: 1 image has no row in the table.\n"
        f"  file: {folder / 'labels.csv'}\n"
        f"  folder: {folder}\n"
        "  images: \n"
        "    images/more.png\n"
        "  fix: add rows for them or move them elsewhere, or leave them out with --skip-bad "
        "(skip_bad=True in Python)."
    )
    assert len(by_name(prepare(folder, skip_bad=True))) == 20


def test_two_rows_of_one_image(folder):
    names = [f"{n:02}.png" for n in range(COUNT)]
    table(folder, images=[*names, "images/03.png"], label=[*WORDS, "even"])
    assert error_of(folder) == (
        "DataError: the table names an image in more than one row.\n"
        f"  file: {folder / 'labels.csv'}\n"
        "  images: \n"
        "    images/03.png (rows 4 and 21)\n"
        "  fix: keep one row an image; several labels of one image stand in one cell, such as "
        "cat|dog."
    )


def test_it_is_open_which_column_is_meant(folder):
    table(folder, colour=WORDS, shape=WORDS)
    assert error_of(folder) == (
        "DataError: any of 2 columns may be what is to be predicted: colour, shape.\n"
        f"  file: {folder / 'labels.csv'}\n"
        "  fix: name it: --target colour (target='colour' in Python)."
    )
    assert prepare(folder, target="shape").document.source.targets == ("shape",)
    assert prepare(folder, ignore=["shape"]).document.source.targets == ("colour",)


def test_a_column_that_is_not_there(folder):
    table(folder, label=WORDS)
    message = error_of(folder, target="lable")
    assert "the table has no column 'lable'." in message
    assert "fix: did you mean 'label'?" in message


def test_a_table_of_images_alone(folder):
    table(folder)
    assert "the table has no column beside that of the images." in error_of(folder)


def test_images_that_are_elsewhere(folder):
    table(folder, label=WORDS)
    document = prepare(folder).document
    (folder / "images").rename(folder.parent / "elsewhere")
    with pytest.raises(DataError) as caught:
        load(document)
    assert "no cell of the column 'image' names an image in the folder; the first one holds " in (
        caught.value.render()
    )


def test_words_are_no_numbers(folder):
    table(folder, label=WORDS)
    message = error_of(folder, task="regression")
    assert "a regression predicts numbers, but 'even' came." in message
    assert f"file: {folder / 'labels.csv'}" in message


def test_segmentation_has_no_table(folder):
    table(folder, label=WORDS)
    assert "the task segmentation does not go with labelled images" in (
        error_of(folder, UsageError, task="segmentation")
    )


def test_a_changed_table_is_noticed(folder):
    table(folder, label=WORDS, patient=range(COUNT))
    document = prepare(folder).document
    table(folder, label=WORDS, patient=[0] * COUNT)
    with pytest.raises(DataError) as caught:
        load(document)
    assert caught.value.render() == (
        "DataError: the images are those that the dataset document was made from, but their "
        "targets (labels, masks or pictures) are not.\n"
        f"  file: {folder / 'labels.csv'}\n"
        "  fix: put the targets back as they were, or prepare the data anew for a new document."
    )


def test_a_document_by_hand_orders_its_classes(folder):
    table(folder, tags=SEVERAL)
    document = prepare(folder).document
    turned = document.model_copy(
        update={"fingerprint": "", "target": MultiLabel(classes=("small", "even"))}
    )
    assert by_name(load(turned))["images/06.png"].tolist() == [0, 1]
    short = document.model_copy(
        update={"fingerprint": "", "target": MultiLabel(classes=("small",))}
    )
    with pytest.raises(DataError, match="the label 'even', but the dataset document has small"):
        load(short)


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_a_loop_of_links_ends(folder):
    (folder / "images" / "again").symlink_to(folder, target_is_directory=True)
    table(folder, label=WORDS)
    assert len(by_name(prepare(folder))) == COUNT
