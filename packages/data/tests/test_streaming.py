"""Images that do not fit the cache: the same samples, document and batches as if they did."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from netwright.data import MappedRows, load, prepare
from netwright.data.streaming import StreamedImages
from netwright.interfaces.errors import DataError
from netwright.interfaces.testing.samples import SamplesContract


@pytest.fixture
def photographs(folder_of):
    """A folder of 20 JPEGs."""
    return folder_of({"cat": 10, "dog": 10}, size=(48, 40), format="JPEG")


@pytest.fixture
def no_room(monkeypatch):
    """A cache that may hold nothing."""
    monkeypatch.setenv("NETWRIGHT_CACHE_LIMIT", "0")


@pytest.fixture
def cached(photographs, tmp_path):
    """The photographs, prepared as usual."""
    return prepare(photographs, cache=tmp_path / "with room")


@pytest.fixture
def streamed(photographs, cached, no_room):
    """The same, prepared without room."""
    return prepare(photographs)


class TestStreamedSamples(SamplesContract):
    @pytest.fixture
    def samples(self, streamed):
        return streamed.train

    @pytest.fixture
    def samples_again(self, streamed):
        return load(streamed.document).train


def test_the_same_document_and_the_same_pixels_in_the_same_order(cached, streamed):
    assert isinstance(cached.train.inputs, MappedRows)
    assert isinstance(streamed.train.inputs, StreamedImages)
    assert streamed.document == cached.document
    for ours, theirs in ((streamed.train, cached.train), (streamed.val, cached.val)):
        assert ours.names == theirs.names
        np.testing.assert_array_equal(ours.inputs[:], theirs.inputs[:])


@pytest.mark.parametrize(
    "index",
    [0, -1, slice(1, 3), slice(None, None, -1), [2, 0], [], (1, 0), (slice(2), 1, ..., 0), ...],
)
def test_indexing_is_numpys(cached, streamed, index):
    images = streamed.train.inputs
    np.testing.assert_array_equal(images[index], cached.train.inputs[index])
    images[index][...] = 0  # An array of its own.
    assert images.shape == cached.train.inputs.shape
    assert images.dtype == np.uint8


def test_batches_are_the_same(cached, streamed):
    batches = pytest.importorskip("netwright.data.batches")
    ours, theirs = (
        batches.DeviceBatches(data.train, batch_size=3, seed=1, resident=False)
        for data in (streamed, cached)
    )
    for (images, labels, _), (their_images, their_labels, _) in zip(
        ours.epoch(2), theirs.epoch(2), strict=True
    ):
        assert images.equal(their_images)
        assert labels.equal(their_labels)


def test_no_pixels_are_kept_and_none_travel(streamed, cache):
    files = [path.name for path in cache.rglob("*") if path.is_file()]
    assert sorted(files) == ["entry.json", "sums.npy"]
    assert len(pickle.dumps(streamed.train.inputs)) < 2_000
    assert "StreamedImages(shape=[16, 40, 48, 1]" in repr(streamed.train.inputs)


def test_the_first_pass_is_made_once(photographs, streamed):
    told = []
    prepare(photographs, on_progress=lambda what, *_: told.append(what))
    assert set(told) == {"checking files"}


def test_with_room_again_the_images_are_kept(photographs, streamed, monkeypatch):
    monkeypatch.delenv("NETWRIGHT_CACHE_LIMIT")
    assert isinstance(prepare(photographs).train.inputs, MappedRows)


def test_a_broken_file_is_told_before_training(photographs, no_room):
    (photographs / "cat" / "cat-003.png").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(DataError, match="1 of 20 images cannot be read"):
        prepare(photographs)
    assert len(prepare(photographs, skip_bad=True).document.skipped) == 1


def test_a_file_that_goes_during_training_is_one_clear_error(photographs, streamed):
    (photographs / streamed.train.names[1]).unlink()
    with pytest.raises(DataError, match="there is no such image") as caught:
        streamed.train.inputs[:4]
    assert caught.value.places["file"] == str(photographs / streamed.train.names[1])
