"""Images in tar files: counted once, read by rank, shuffled the same way again."""

from __future__ import annotations

import io
import json
import sys
import tarfile

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from netwright.data import digits, load, prepare
from netwright.data.commands.data import app
from netwright.interfaces.documents.augmentation import RandomHorizontalFlip
from netwright.interfaces.documents.dataset import Dataset
from netwright.interfaces.documents.source import ShardCounts, Shards
from netwright.interfaces.documents.split import RandomSplit
from netwright.interfaces.errors import DataError, UsageError

pytest.importorskip("webdataset")
torch = pytest.importorskip("torch")

from netwright.data.augmentation import Augmentation  # noqa: E402
from netwright.data.epochs import batches_of  # noqa: E402
from netwright.data.shards import prepare_shards, shard_files  # noqa: E402
from netwright.data.shards.batches import ShardBatches  # noqa: E402

PICTURES, LABELS = digits()


def png(number: int) -> bytes:
    file = io.BytesIO()
    Image.fromarray(PICTURES[number].squeeze()).save(file, "PNG")
    return file.getvalue()


def write_tar(path, files: dict[str, bytes]):
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w") as tar:
        for name, content in files.items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))
    return path


def as_cls(number: int) -> dict[str, bytes]:
    return {f"{number:04}.png": png(number), f"{number:04}.cls": str(LABELS[number]).encode()}


def as_json(number: int) -> dict[str, bytes]:
    content = json.dumps({"label": f"digit {LABELS[number]}"}).encode()
    return {f"{number:04}.json": content, f"{number:04}.png": png(number)}


@pytest.fixture
def source(tmp_path):
    """Six tar files of 20 digits to train on, and one to validate on."""
    return write(tmp_path / "zahlen 数")


def write(folder, files=as_cls):
    for shard in range(7):
        numbers = range(20 * shard, 20 * shard + 20)
        content = {name: data for n in numbers for name, data in files(n).items()}
        write_tar(folder / (f"train-{shard:02}.tar" if shard < 6 else "val-00.tar"), content)
    return Shards(
        path=f"{folder.as_posix()}/train-{{00..05}}.tar", val=f"{folder.as_posix()}/val-*.tar"
    )


def all_of(batches) -> list:
    return [number for batch in batches for number in batch.indices.tolist()]


def error_of(kind, call, *args, **options) -> str:
    with pytest.raises(kind) as caught:
        call(*args, **options)
    return caught.value.render()


@pytest.mark.parametrize(("files", "first"), [(as_cls, "0"), (as_json, "digit 0")])
def test_the_document_says_what_one_pass_found(tmp_path, files, first):
    document = prepare_shards(write(tmp_path, files))
    assert document.source.train_counts.files == (20,) * 6
    assert sum(document.source.train_counts.classes) == 120
    assert document.source.val_counts.total == 20
    assert len(document.classes) == 10
    assert document.classes[0] == first
    pixels = PICTURES[:120] / 255
    np.testing.assert_allclose(document.preprocessing.mean, [pixels.mean()], atol=1e-6)
    np.testing.assert_allclose(document.preprocessing.std, [pixels.std()], atol=1e-6)
    assert document.preprocessing.raw_shape == (8, 8, 1)
    assert Dataset.from_json(document.to_json()) == document


def test_an_epoch_has_every_sample_once_with_its_class(source):
    batches = ShardBatches(prepare_shards(source), "train", batch_size=32, buffer=30)
    found = list(batches.epoch(1))
    assert [len(batch) for batch in found] == [32, 32, 32, 24]
    assert len(batches) == 4
    numbers = [(index >> 32) * 20 + (index & 0xFFFFFFFF) for index in all_of(found)]
    assert sorted(numbers) == list(range(120))
    inputs = torch.cat([batch.inputs for batch in found]).numpy()
    np.testing.assert_array_equal(inputs, PICTURES[numbers].reshape(-1, 8, 8, 1))
    targets = torch.cat([batch.targets for batch in found])
    assert targets.dtype == torch.int64
    np.testing.assert_array_equal(targets, LABELS[numbers])


def test_the_order_is_that_of_seed_and_epoch(source):
    document = prepare_shards(source)

    def order(seed, epoch):
        return all_of(ShardBatches(document, "train", batch_size=7, seed=seed).epoch(epoch))

    assert order(0, 1) == order(0, 1)
    assert order(0, 1) != order(0, 2)
    assert order(0, 1) != order(1, 1)
    assert order(0, 1)[:20] != sorted(order(0, 1)[:20])


def test_without_shuffling_the_order_is_that_of_the_files(source):
    batches = ShardBatches(prepare_shards(source), "val", batch_size=7, shuffle=False)
    assert all_of(batches.epoch(1)) == list(range(20))


@pytest.mark.parametrize(("side", "ranks"), [("train", 2), ("train", 4), ("val", 3), ("val", 8)])
def test_ranks_have_every_sample_once_and_as_many_batches_each(source, side, ranks):
    document, whole = prepare_shards(source), {"train": 120, "val": 20}[side]
    parts = [
        ShardBatches(document, side, batch_size=18, buffer=9, rank=rank, ranks=ranks)
        for rank in range(ranks)
    ]
    found = [list(batches.epoch(3)) for batches in parts]
    numbers = [number for of_rank in found for number in all_of(of_rank)]
    assert len(numbers) == len(set(numbers)) == whole
    for place, of_batch in enumerate(zip(*found, strict=True)):
        assert sum(map(len, of_batch)) == parts[0].total(place)
    assert len(found[0]) == len(parts[0])


def test_ranks_read_little_but_their_own_files(source):
    document = prepare_shards(source)
    parts = [
        ShardBatches(document, "train", batch_size=30, rank=rank, ranks=3) for rank in range(3)
    ]
    files = [{index >> 32 for index in all_of(batches.epoch(1))} for batches in parts]
    assert list(map(len, files)) == [2, 2, 2]


def test_more_ranks_than_samples_leave_some_without(source):
    document = prepare_shards(source)
    last = ShardBatches(document, "val", batch_size=32, shuffle=False, rank=22, ranks=23)
    (batch,) = last.epoch(0)
    assert (len(batch), tuple(batch.inputs.shape)) == (0, (0, 8, 8, 1))


def test_an_epoch_goes_on_where_it_was_left(source):
    batches = ShardBatches(
        prepare_shards(source),
        "train",
        batch_size=16,
        buffer=30,
        augmentation=Augmentation((RandomHorizontalFlip(),), seed=3),
    )
    whole, rest = list(batches.epoch(2)), list(batches.epoch(2, start=3))
    assert len(rest) == len(whole) - 3
    for batch, again in zip(whole[3:], rest, strict=True):
        assert batch.indices.tolist() == again.indices.tolist()
        assert torch.equal(batch.inputs, again.inputs)
        assert torch.equal(batch.targets, again.targets)


def test_augmentation_flips_what_it_draws(source):
    document = prepare_shards(source)
    flip = Augmentation((RandomHorizontalFlip(p=1.0),), seed=0)
    plain, flipped = (
        next(ShardBatches(document, "train", batch_size=20, augmentation=kind).epoch(1)).inputs
        for kind in (None, flip)
    )
    assert torch.equal(plain.flip(2), flipped)


def test_samples_wait_encoded_and_no_more_than_the_buffer_holds(source, monkeypatch):
    read = []
    from netwright.data.shards import counted as module

    def counted(path, label):
        for sample in real(path, label):
            read.append(sample.name)
            yield sample

    real = module.read_samples
    monkeypatch.setattr(module, "read_samples", counted)
    batches = ShardBatches(prepare_shards(source), "train", batch_size=4, buffer=16).epoch(1)
    next(batches)
    assert len(read) <= 16 + 4 + 2 * 16 + 16 + 2, "buffer, batch, and what is decoded ahead"
    batches.close()


def test_braces_and_stars_name_tar_files_and_nothing_else_is_opened(source):
    assert [path.name for path in shard_files(source.val)] == ["val-00.tar"]
    assert len(shard_files(source.path)) == 6
    assert "there is no such tar file." in error_of(
        DataError, shard_files, f"pipe:{sys.executable} -c pass"
    )
    assert "no tar file is called '/nowhere/*.tar'." in error_of(
        DataError, shard_files, "/nowhere/*.tar"
    )


def test_a_tar_file_that_is_cut_short(source):
    path = shard_files(source.path)[3]
    path.write_bytes(path.read_bytes()[:9000])
    message = error_of(DataError, prepare_shards, source)
    assert "the tar file cannot be read: unexpected end of data" in message
    assert f"file: {path}" in message


def test_what_is_no_tar_file(source):
    path = shard_files(source.path)[0]
    path.write_text("text")
    assert "the tar file cannot be read: " in error_of(DataError, prepare_shards, source)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"1.cls": b"3"}, "a sample has no image; its endings are: cls."),
        ({"1.png": png(1)}, "a sample has no class."),
        ({"1.png": png(1), "1.json": b"{"}, "a sample has no class."),
        ({"1.png": png(1), "1.json": b'{"kind": 3}'}, "a sample has no class."),
    ],
)
def test_samples_that_lack_something(source, files, words):
    path = write_tar(shard_files(source.path)[0], files)
    message = error_of(DataError, prepare_shards, source)
    assert words in message
    assert f"file: {path}\n  sample: 1" in message


def test_an_image_that_cannot_be_decoded(source):
    document = prepare_shards(source)
    path = shard_files(source.val)[0]
    write_tar(path, {**as_cls(6), "7.png": b"no image", "7.cls": b"3"})
    changed = error_of(DataError, ShardBatches, document, "val", batch_size=4)
    assert "the tar files are not those that the dataset document was made from" in changed
    two = source.model_copy(update={"val_counts": ShardCounts(files=(2,))})
    by_hand = document.model_copy(update={"fingerprint": "", "source": two})
    batches = ShardBatches(by_hand, "val", batch_size=4)
    message = error_of(DataError, lambda: list(batches.epoch(1)))
    assert "expected an image, but the content is of no format that Pillow knows." in message
    assert f"file: {path}\n  sample: 7" in message


def test_a_class_of_validation_that_training_lacks(source):
    write_tar(shard_files(source.val)[0], {"7.png": png(7), "7.cls": b"owl"})
    assert "the class 'owl' is in the tar files to validate on, but not in those to train on" in (
        error_of(DataError, prepare_shards, source)
    )


def test_other_data_sets_are_refused(source, folder_of):
    document = prepare(folder_of({"cat": 3, "dog": 3})).document
    assert "expected a dataset of shards, but one of image_folder came." in (
        error_of(UsageError, ShardBatches, document, "val", batch_size=4)
    )
    message = error_of(UsageError, ShardBatches, document, "val", batch_size=4, rank=1)
    assert "expected a dataset of shards" in message


def test_prepare_has_a_few_samples_at_hand_and_counts_all(source):
    prepared = prepare(source)
    assert prepared.document == prepare_shards(source, name="zahlen 数")
    assert (prepared.streams, prepared.count("train"), prepared.count("val")) == (True, 120, 20)
    assert prepared.class_counts("train").tolist() == np.bincount(LABELS[:120]).tolist()
    assert prepared.val.names[:2] == ("val-00.tar/0120", "val-00.tar/0121")
    np.testing.assert_array_equal(prepared.val.inputs, PICTURES[120:140].reshape(-1, 8, 8, 1))
    np.testing.assert_array_equal(prepared.val.targets, LABELS[120:140])
    again = load(prepared.document)
    np.testing.assert_array_equal(again.train.inputs, prepared.train.inputs)
    assert again.notes == prepared.notes


def test_samples_at_hand_come_from_all_over_and_are_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr("netwright.data.shards.few._MOST", 12)
    monkeypatch.setattr("netwright.data.shards.few._MOST_FILES", 3)
    names = prepare(write(tmp_path)).train.names
    assert len(names) == 12
    assert {name[:8] for name in names} == {"train-00", "train-02", "train-05"}


def test_a_pattern_or_a_folder_tells_that_it_is_of_shards(source, tmp_path):
    folder = tmp_path / "zahlen 数"
    by_braces = prepare(f"{folder}/train-{{00..05}}.tar").document
    by_folder = prepare(folder).document
    assert by_braces.source.path == f"{folder.as_posix()}/train-{{00..05}}.tar"
    assert by_braces.fingerprint == by_folder.fingerprint
    assert by_folder.source.val_counts.files == (20,)


def test_a_pattern_without_tar_files_to_validate_on(source, tmp_path):
    for path in shard_files(source.val):
        path.unlink()
    message = error_of(UsageError, prepare, f"{tmp_path}/zahlen 数/train-*.tar")
    assert message.startswith("UsageError: there are no tar files to validate on.\n")
    assert "fix: call the tar files train-000.tar, ... and val-000.tar, ..., in one f" in message
    assert "cannot be told from this name" in error_of(UsageError, prepare, f"{tmp_path}/a.tar")


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"task": "regression"}, "another task than classification"),
        ({"target": "x"}, "a target"),
        ({"ignore": ["x"]}, "ignored columns"),
        ({"split": RandomSplit()}, "a split"),
    ],
)
def test_what_does_not_go_with_tar_files(source, asked, named):
    message = error_of(UsageError, prepare, source, **asked)
    assert f"{named} does not go with them." in message


def test_a_tar_file_with_fewer_samples_than_counted(source):
    document = prepare_shards(source).model_copy(update={"fingerprint": ""})
    path = shard_files(source.path)[2]
    write_tar(path, as_cls(40))
    message = error_of(
        DataError, lambda: list(ShardBatches(document, "train", batch_size=9).epoch(1))
    )
    assert "the tar file has fewer samples than the 20 that the dataset document says." in message
    assert f"file: {path}" in message


def test_a_document_without_counts(source):
    document = prepare_shards(source)
    empty = source.model_copy(update={"train_counts": ShardCounts()})
    by_hand = document.model_copy(update={"source": empty, "fingerprint": ""})
    assert "counts samples in 0 tar files, but there are 6." in (
        error_of(UsageError, ShardBatches, by_hand, "train", batch_size=4)
    )


def test_tar_files_cannot_be_drawn_by_weights(source):
    message = error_of(
        UsageError, batches_of, prepare(source), "train", batch_size=4, weights=np.ones(120)
    )
    assert "cannot be drawn by weights." in message


def test_check_preview_and_split_say_how_many_there_are(source, tmp_path):
    folder = f"{tmp_path}/zahlen 数"
    runner = CliRunner()
    checked = runner.invoke(app, ["check", folder, "--json"])
    assert json.loads(checked.stdout)["facts"]["samples"] == "120 to train on, 20 to validate on"
    seen = runner.invoke(app, ["preview", folder, "--out", str(tmp_path / "look")])
    assert "120 to train on" in seen.stdout
    assert (tmp_path / "look" / "classes.png").exists()
    out = tmp_path / "shards.json"
    split = runner.invoke(app, ["split", folder, "--out", str(out), "--json"])
    assert json.loads(split.stdout)["counts"]["samples"] == {"train": 120, "val": 20}
    assert Dataset.read(out).source.train_counts.total == 120
