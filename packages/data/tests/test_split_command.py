"""Splits in words, `netwright data split`, and documents opened by their path."""

from __future__ import annotations

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from netwright.data import open_data
from netwright.data.commands.data import app
from netwright.data.split_words import split_of, words_of
from netwright.interfaces.documents import (
    Dataset,
    FoldSplit,
    GivenSplit,
    GroupedSplit,
    RandomSplit,
    StratifiedSplit,
    TimeSplit,
)
from netwright.interfaces.errors import DocumentError, UsageError


@pytest.mark.parametrize(
    ("words", "split"),
    [
        ("stratified", StratifiedSplit(val_fraction=0.3, seed=4)),
        ("random", RandomSplit(val_fraction=0.3, seed=4)),
        ("grouped:patient", GroupedSplit(by="patient", val_fraction=0.3, seed=4)),
        ("grouped:a:b", GroupedSplit(by="a:b", val_fraction=0.3, seed=4)),
        ("time:day", TimeSplit(by="day", val_fraction=0.3)),
    ],
)
def test_splits_with_a_share(words, split):
    assert split_of(words, 0.3, 4) == split


@pytest.mark.parametrize(
    ("words", "split"),
    [
        ("fold:1/5", FoldSplit(folds=5, fold=0, seed=4)),
        ("fold:5/5:patient", FoldSplit(folds=5, fold=4, by="patient", seed=4)),
        ("given", GivenSplit()),
        ("given:part", GivenSplit(column="part")),
        ("given:part:learn:check", GivenSplit(column="part", train="learn", val="check")),
    ],
)
def test_splits_with_a_share_of_their_own(words, split):
    assert split_of(words, None, 4) == split


@pytest.mark.parametrize(
    "split",
    [
        StratifiedSplit(seed=4),
        RandomSplit(seed=4),
        GroupedSplit(by="a:b", seed=4),
        TimeSplit(by="day"),
        FoldSplit(folds=5, fold=4, by="patient", seed=4),
        FoldSplit(folds=3, seed=4),
        GivenSplit(),
        GivenSplit(column="part", train="learn", val="check"),
    ],
)
def test_the_words_of_a_split_ask_for_it_again(split):
    assert split_of(words_of(split), None, 4) == split


@pytest.mark.parametrize(
    ("words", "said", "fix"),
    [
        ("groupd:x", "there is no split 'groupd:x'.", "did you mean 'grouped'?"),
        ("grouped", "the split 'grouped' is not complete.", "write grouped:COL."),
        ("time:", "the split 'time:' is not complete.", "write time:COL."),
        ("random:x", "the split 'random' goes by nothing, but 'x' came.", "write random."),
        ("fold", "the split 'fold' is not complete.", "write fold:K/N."),
        ("fold:0/5", "a fold such as 1/5, the first of five, but '0/5' came.", "fold:1/5."),
        ("fold:6/5", "but '6/5' came.", "fold:1/5."),
        ("given:a:b", "its column and two words, but 'a:b' came.", "given:COL:TRAIN:VAL."),
    ],
)
def test_words_that_are_no_split(words, said, fix):
    with pytest.raises(UsageError) as caught:
        split_of(words)
    assert said in caught.value.message
    assert caught.value.fix.endswith(fix)


def test_shares_that_do_not_go_with_a_split():
    with pytest.raises(UsageError, match="the split 'fold' has its own share for validation"):
        split_of("fold:1/5", 0.3)
    with pytest.raises(UsageError, match=r"val_fraction: input should be less than 1, but 1.5"):
        split_of("random", 1.5)


@pytest.fixture
def iris(columns_of, table_file):
    return table_file("iris.csv", columns_of("iris"))


def run(*words):
    return CliRunner().invoke(app, ["split", *map(str, words)], catch_exceptions=False)


def test_the_command_tells_counts_and_writes_the_document(iris, tmp_path):
    out = tmp_path / "split.json"
    done = run(iris, "--target", "target", "--out", out)
    assert done.exit_code == 0
    assert done.stdout == (
        "classification, as target holds words; --task names another task.\n"
        "            train  val\n"
        "samples       120   30\n"
        "setosa         40   10\n"
        "versicolor     40   10\n"
        "virginica      40   10\n"
        f"document  {out}\n"
        f"use it    netwright train --data {out}\n"
    )
    assert Dataset.read(out).split == StratifiedSplit()


def test_groups_are_counted_too(iris, tmp_path):
    out = tmp_path / "split.json"
    words = ("--target", "target", "--split", "grouped:petal width (cm)", "--seed", 5)
    done = run(iris, *words, "--out", out, "--json")
    told = json.loads(done.stdout)
    assert told["document"] == str(out)
    counts = told["counts"]
    assert counts["samples"]["train"] + counts["samples"]["val"] == 150
    assert sum(counts["different petal width (cm)"].values()) == 22
    assert Dataset.read(out).split == GroupedSplit(by="petal width (cm)", seed=5)


def test_every_sample_is_for_validation_in_one_fold(iris, tmp_path):
    rows = []
    for fold in range(1, 4):
        out = tmp_path / f"{fold}.json"
        run(iris, "--target", "target", "--split", f"fold:{fold}/3", "--out", out)
        data = open_data(out)
        assert np.bincount(data.val.targets).max() == 17
        rows += map(int, data.val.names)
    assert sorted(rows) == [*range(1, 151)]


def test_a_document_is_opened_by_its_path(iris, tmp_path):
    out = tmp_path / "split.json"
    run(iris, "--target", "target", "--seed", 3, "--val-fraction", 0.4, "--out", out)
    data = open_data(out)
    assert len(data.val) == 60
    assert data.document == Dataset.read(out)
    with pytest.raises(UsageError) as caught:
        open_data(out, target=["target"])
    assert caught.value.render() == (
        "UsageError: a dataset document says itself how its data are read, but target came.\n"
        f"  file: {out}\n"
        "  fix: leave that out, or name the data themselves."
    )
    (tmp_path / "other.json").write_text('{"format": "netwright.network"}')
    with pytest.raises(DocumentError, match=r"expected a netwright.dataset document"):
        open_data(tmp_path / "other.json")
