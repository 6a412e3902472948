"""Batches on the device: every sample once an epoch, in an order that can be had again."""

from __future__ import annotations

import subprocess
import sys
import threading
from itertools import chain

import numpy as np
import pytest

from netwright.data import Samples
from netwright.interfaces.errors import UsageError

torch = pytest.importorskip("torch")

from netwright.data.batches import DeviceBatches  # noqa: E402

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture
def samples():
    """23 images that each hold their own number."""
    images = np.broadcast_to(np.arange(23, dtype=np.uint8)[:, None, None, None], (23, 4, 5, 3))
    return Samples(images.copy(), np.arange(23) % 4, tuple(f"{row}.png" for row in range(23)))


def numbers_in(batches, epoch):
    return [batch.inputs[:, 0, 0, 0].tolist() for batch in batches.epoch(epoch)]


@pytest.fixture(params=[True, False], ids=["resident", "copied"])
def resident(request):
    """Whether the samples are all on the device."""
    return request.param


def test_an_epoch_gives_every_sample_once_and_keeps_the_short_batch(samples, resident):
    batches = DeviceBatches(samples, batch_size=5, resident=resident)
    assert len(batches) == 5
    found = list(batches.epoch(0))
    assert [len(batch) for batch in found] == [5, 5, 5, 5, 3]
    assert sorted(chain(*numbers_in(batches, 0))) == list(range(23))
    for images, labels, indices in found:
        assert images.dtype == torch.uint8
        assert images.shape[1:] == (4, 5, 3)
        assert labels.dtype == torch.int64
        assert (images[:, 0, 0, 0] % 4 == labels).all()
        assert images[:, 0, 0, 0].tolist() == indices.tolist()


def test_the_order_follows_from_seed_and_epoch_alone(samples, resident):
    batches = DeviceBatches(samples, batch_size=5, seed=1, resident=resident)
    first = [numbers_in(batches, epoch) for epoch in range(3)]
    assert first[0] != first[1] != first[2]
    resumed = DeviceBatches(samples, batch_size=5, seed=1, resident=not resident)
    assert numbers_in(resumed, 2) == first[2]
    assert numbers_in(DeviceBatches(samples, batch_size=5, seed=2), 0) != first[0]


def test_the_order_is_what_it_was_when_this_test_was_written(samples):
    order = DeviceBatches(samples, batch_size=5, seed=3).order(1)
    assert order[:8].tolist() == [14, 19, 0, 18, 15, 11, 6, 12]


def test_without_shuffling_the_order_is_the_samples_own(samples, resident):
    batches = DeviceBatches(samples, batch_size=10, shuffle=False, resident=resident)
    assert [*chain(*numbers_in(batches, 4))] == list(range(23))


def test_small_data_is_resident_and_large_data_is_not(samples, monkeypatch):
    assert DeviceBatches(samples, batch_size=5).resident
    monkeypatch.setattr("netwright.data.batches._CPU_RESIDENT_BYTES", 100)
    assert not DeviceBatches(samples, batch_size=5).resident


def test_samples_mapped_from_the_disk_give_their_own_pixels(prepared_digits, resident):
    train = prepared_digits.train
    batches = DeviceBatches(train, batch_size=256, seed=9, resident=resident)
    order = batches.order(7)
    images, labels, indices = zip(*batches.epoch(7), strict=True)
    np.testing.assert_array_equal(torch.cat(images).numpy(), train.inputs[order])
    np.testing.assert_array_equal(torch.cat(labels).numpy(), train.targets[order])
    np.testing.assert_array_equal(np.concatenate(indices), order)


def test_samples_without_targets_give_none(samples, resident):
    alone = Samples(samples.inputs, None, samples.names)
    batches = DeviceBatches(alone, batch_size=5, seed=1, resident=resident)
    assert all(batch.targets is None for batch in batches.epoch(0))
    with_targets = DeviceBatches(samples, batch_size=5, seed=1)
    assert numbers_in(batches, 0) == numbers_in(with_targets, 0)


def test_numbers_and_masks_keep_their_dtype(resident):
    rows = np.arange(12, dtype=np.float32).reshape(4, 3)
    masks = np.zeros((4, 2, 2), np.uint8)
    batches = DeviceBatches(Samples(rows, masks, tuple("abcd")), batch_size=4, resident=resident)
    (batch,) = batches.epoch(0)
    assert (batch.inputs.dtype, batch.targets.dtype) == (torch.float32, torch.uint8)
    np.testing.assert_array_equal(batch.inputs.numpy(), rows[batch.indices])


def test_made_in_inference_mode_they_can_be_trained_on(samples, resident):
    with torch.inference_mode():
        batches = DeviceBatches(samples, batch_size=5, resident=resident)
        assert len(list(batches.epoch(0))) == 5
        # Nothing shows it from outside today, but a view of an inference tensor is one for good.
        assert not resident or not batches._inputs.is_inference()
        assert not resident or not batches._targets.is_inference()
        with torch.inference_mode(False):
            weight = torch.ones(3, requires_grad=True)
            for images, labels, _ in batches.epoch(0):
                assert not images.is_inference()
                assert not labels.is_inference()
                (images.float() @ weight).sum().backward()
    assert weight.grad is not None


def test_leaving_an_epoch_early_leaves_no_thread(samples):
    before = threading.active_count()
    batches = DeviceBatches(samples, batch_size=2, resident=False).epoch(0)
    next(batches)
    batches.close()
    assert threading.active_count() == before


def test_a_batch_size_below_one_is_refused(samples):
    with pytest.raises(UsageError, match="batch_size is at least 1, but 0 came"):
        DeviceBatches(samples, batch_size=0)


@pytest.mark.parametrize("size", [5, 11, 23, 40])
def test_the_ranks_parts_are_together_the_batches_of_a_single_one(samples, resident, size):
    whole = DeviceBatches(samples, batch_size=size, seed=1)
    ranks = [
        DeviceBatches(samples, batch_size=size, seed=1, resident=resident, rank=rank, ranks=2)
        for rank in range(2)
    ]
    for number, batch in enumerate(whole.epoch(1)):
        parts = [next(iter(rank.epoch(1, start=number))) for rank in ranks]
        assert whole.total(number) == len(batch) == ranks[1].total(number)
        assert [len(part) for part in parts] == [(len(batch) + 1) // 2, len(batch) // 2]
        for rank, part in enumerate(parts):
            assert part.indices.tolist() == batch.indices[rank::2].tolist()
            assert part.inputs[:, 0, 0, 0].tolist() == part.indices.tolist()
    assert len(ranks[0]) == len(ranks[1]) == len(whole)


def test_no_rank_is_without_samples_in_the_last_batch(samples):
    ranks = [DeviceBatches(samples, batch_size=10, rank=rank, ranks=4) for rank in range(4)]
    assert [[len(batch) for batch in rank.epoch(0)] for rank in ranks] == [
        [3, 4],
        [3, 3],
        [2, 3],
        [2, 3],
    ]
    assert [ranks[0].total(number) for number in range(2)] == [10, 13]


def test_a_rank_that_is_not_there_is_refused(samples):
    with pytest.raises(UsageError, match="from 0 to ranks - 1, but rank=2 came with ranks=2"):
        DeviceBatches(samples, batch_size=5, rank=2, ranks=2)


@pytest.mark.cuda
def test_on_a_gpu_the_batches_are_the_same(samples, resident):
    there = DeviceBatches(samples, batch_size=5, seed=1, device="cuda", resident=resident)
    here = DeviceBatches(samples, batch_size=5, seed=1)
    for (images, labels, _), (same_images, same_labels, _) in zip(
        there.epoch(2), here.epoch(2), strict=True
    ):
        assert images.device.type == labels.device.type == "cuda"
        assert torch.equal(images.cpu(), same_images)
        assert torch.equal(labels.cpu(), same_labels)


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def test_the_package_itself_does_not_import_torch():
    done = run("import sys, netwright.data; sys.exit('torch' in sys.modules)")
    assert done.returncode == 0, done.stderr


def test_without_torch_the_error_says_what_to_install():
    done = run(
        "import sys; sys.modules['torch'] = None\n"
        "from netwright.interfaces.errors import UsageError\n"
        "try:\n    import netwright.data.batches\n"
        "except UsageError as error:\n    print(error.render())"
    )
    assert done.stdout == (
        "UsageError: batches are PyTorch tensors, but PyTorch is not installed.\n"
        '  fix: pip install "netwright-data[torch]"\n'
    )


@pytest.mark.parametrize(
    ("count", "batch_size", "sizes"),
    [(9, 4, [4, 5]), (8, 4, [4, 4]), (10, 4, [4, 4, 2]), (1, 4, [1]), (3, 1, [1, 1, 1])],
)
def test_no_batch_holds_a_last_sample_alone(samples, resident, count, batch_size, sizes):
    few = Samples(samples.inputs[:count], samples.targets[:count], samples.names[:count])
    batches = DeviceBatches(few, batch_size=batch_size, resident=resident)
    assert [len(batch) for batch in batches.epoch(1)] == sizes
    assert len(batches) == len(sizes)
