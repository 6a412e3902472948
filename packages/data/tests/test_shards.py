"""Images in tar files: counted once, read by rank, shuffled the same way again."""

from __future__ import annotations

import io
import json
import sys
import tarfile

import numpy as np
import pytest
from PIL import Image

from netwright.data import digits, prepare
from netwright.interfaces.documents.dataset import Dataset
from netwright.interfaces.documents.source import Shards
from netwright.interfaces.errors import DataError, UsageError

pytest.importorskip("webdataset")
torch = pytest.importorskip("torch")

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
    assert (document.source.train_count, document.source.val_count) == (120, 20)
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


def test_ranks_read_their_own_files_and_as_many_batches_each(source):
    document = prepare_shards(source)
    ranks = [
        ShardBatches(document, "train", batch_size=10, rank=rank, ranks=4) for rank in range(4)
    ]
    found = [list(batches.epoch(3)) for batches in ranks]
    assert [[len(batch) for batch in of_rank] for of_rank in found] == [[10, 10, 10]] * 4
    files = [{index >> 32 for index in all_of(of_rank)} for of_rank in found]
    assert sum(map(len, files)) == len(set.union(*files))


def test_samples_wait_encoded_and_no_more_than_the_buffer_holds(source, monkeypatch):
    read = []
    from netwright.data.shards import batches as module

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
    write_tar(path, {"7.png": b"no image", "7.cls": b"3"})
    changed = error_of(DataError, ShardBatches, document, "val", batch_size=4)
    assert "the tar files are not those that the dataset document was made from" in changed
    by_hand = document.model_copy(update={"fingerprint": ""})
    batches = ShardBatches(by_hand, "val", batch_size=4)
    message = error_of(DataError, lambda: list(batches.epoch(1)))
    assert "expected an image, but the content is of no format that Pillow knows." in message
    assert f"file: {path}\n  sample: 7" in message


def test_a_class_of_validation_that_training_lacks(source):
    write_tar(shard_files(source.val)[0], {"7.png": png(7), "7.cls": b"owl"})
    assert "the class 'owl' is in the tar files to validate on, but not in those to train on" in (
        error_of(DataError, prepare_shards, source)
    )


def test_more_ranks_than_tar_files(source):
    document = prepare_shards(source)
    assert error_of(UsageError, ShardBatches, document, "val", batch_size=4, ranks=2) == (
        "UsageError: 2 ranks need a tar file each, but there are only 1.\n"
        "  fix: write more and smaller tar files, or use fewer processes."
    )


def test_other_data_sets_are_refused(source, folder_of):
    document = prepare(folder_of({"cat": 3, "dog": 3})).document
    assert "expected a dataset of shards, but one of image_folder came." in (
        error_of(UsageError, ShardBatches, document, "val", batch_size=4)
    )
    message = error_of(UsageError, ShardBatches, document, "val", batch_size=4, rank=1)
    assert "rank=1, ranks=1: expected sizes of at least 1" in message


def test_prepare_points_to_what_reads_shards(source):
    assert error_of(UsageError, prepare, source) == (
        "UsageError: tar files of samples are read one after the other, and never all at once.\n"
        f"  path: {source.path}\n"
        "  fix: use netwright.data.shards.prepare_shards(source) and "
        "netwright.data.shards.batches.ShardBatches(document, 'train', batch_size=256)."
    )
