"""Augmentation as training uses it: repeatable, for every kind of target, changing nothing else."""

from __future__ import annotations

import subprocess
import sys
from typing import get_args

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("torchvision")

from netwright.data import Samples, digits  # noqa: E402
from netwright.data.augmentation import Augmentation, augmented  # noqa: E402
from netwright.data.batches import DeviceBatches  # noqa: E402
from netwright.interfaces.documents import (  # noqa: E402
    AnyAugmentation,
    ColorJitter,
    CutMix,
    GaussianBlur,
    GaussianNoise,
    MixUp,
    RandAugment,
    RandomAffine,
    RandomCrop,
    RandomErasing,
    RandomGrayscale,
    RandomHorizontalFlip,
    RandomResizedCrop,
    RandomRotation,
    RandomVerticalFlip,
    TrivialAugmentWide,
)
from netwright.interfaces.errors import UsageError  # noqa: E402

pytestmark = pytest.mark.filterwarnings("error")

EVERY = [kind() for kind in get_args(get_args(AnyAugmentation)[0])]
ALONE = [part for part in EVERY if not isinstance(part, MixUp | CutMix)]
MOVING = [
    RandomHorizontalFlip(),
    RandomVerticalFlip(),
    RandomCrop(),
    RandomResizedCrop(),
    RandomRotation(),
    RandomAffine(),
]


def by_name(part):
    return part.name if hasattr(part, "name") else None


@pytest.fixture(scope="module")
def photos():
    """uint8 [12,32,48,3], pieces of a photograph."""
    photo = pytest.importorskip("sklearn.datasets").load_sample_image("flower.jpg")
    return torch.from_numpy(np.stack([photo[20 * n :, 30 * n :][:32, :48] for n in range(12)]))


@pytest.fixture(scope="module")
def labels():
    return torch.arange(12) % 5


def run(parts, inputs, targets, *, seed=1, epoch=1, first=0, classes=5, **how):
    rows = np.arange(first, first + len(inputs))
    augmentation = Augmentation(parts, seed=seed, classes=classes)
    return augmentation((inputs, targets), epoch=epoch, indices=rows, **how)


@pytest.mark.parametrize("part", EVERY, ids=by_name)
@pytest.mark.parametrize("channels", [1, 3])
def test_every_part_gives_pictures_of_the_same_kind_and_changes_some(
    photos, labels, part, channels
):
    photos = photos[..., :channels].contiguous()
    before = photos.clone()
    found, targets = run([part], photos, labels)
    assert torch.equal(photos, before)
    assert found.dtype == torch.uint8
    assert found.shape == photos.shape
    assert found.is_contiguous()
    assert len(targets) == len(labels)
    changed = (found != photos).flatten(1).any(1)
    assert changed.any() or (channels == 1 and isinstance(part, RandomGrayscale))
    assert found.float().std() > 5


@pytest.mark.parametrize("part", EVERY, ids=by_name)
def test_seed_and_epoch_decide(photos, labels, part):
    same, again = run([part], photos, labels), run([part], photos, labels)
    assert all(torch.equal(a, b) for a, b in zip(same, again, strict=True))
    assert not torch.equal(run([part], photos, labels, epoch=2)[0], same[0])
    assert not torch.equal(run([part], photos, labels, seed=2)[0], same[0])


@pytest.mark.parametrize("part", ALONE, ids=by_name)
def test_a_sample_is_the_same_in_whatever_batch_it_is(photos, labels, part, monkeypatch):
    whole, _ = run([part], photos, labels)
    alone, _ = run([part], photos[7:8], labels[7:8], first=7)
    # What is done together may be rounded apart by one level.
    assert (whole[7].int() - alone[0].int()).abs().max() <= 1
    monkeypatch.setattr("netwright.data.augmentation.batch._CPU_VALUES", 10_000)
    in_pieces, _ = run([part], photos, labels)
    assert (whole.int() - in_pieces.int()).abs().max() <= 1


def test_a_sample_that_comes_twice_in_an_epoch_varies(photos, labels):
    parts = [RandomCrop(padding=8)]
    first, _ = run(parts, photos, labels)
    second, _ = run(parts, photos, labels, occurrences=np.arange(12) % 2)
    same = (first == second).flatten(1).all(1)
    assert same.tolist() == [n % 2 == 0 for n in range(12)]


def test_two_parts_of_one_kind_draw_apart(photos, labels):
    once, _ = run([RandomHorizontalFlip()], photos, labels)
    twice, _ = run([RandomHorizontalFlip()] * 2, photos, labels)
    assert not torch.equal(twice, photos)
    assert not torch.equal(twice, once)


def test_without_parts_the_batch_stays_what_it_is(photos, labels):
    assert run([], photos, labels) == (photos, labels)


def test_parts_with_chance_zero_change_nothing(photos, labels):
    parts = [part.model_copy(update={"p": 0.0}) for part in EVERY if "p" in type(part).model_fields]
    assert len(parts) == 8
    found, targets = run(parts, photos, labels)
    assert torch.equal(found, photos)
    assert torch.equal(targets.argmax(1), labels)


def position_pictures(height, width, times=1):
    """Pictures whose values say where they are from; pixels of `times` by `times` alike."""
    y, x = np.mgrid[:height, :width]
    picture = np.stack([5 * y + 3, 5 * x + 3, 0 * x + 200], axis=-1).astype(np.uint8)
    picture = picture.repeat(times, 0).repeat(times, 1)
    return torch.from_numpy(np.stack([picture] * 16))


@pytest.mark.parametrize("part", MOVING, ids=by_name)
def test_masks_move_with_their_pictures(part):
    pictures = position_pictures(24, 40)
    masks = torch.from_numpy(np.stack([np.add.outer(range(24), range(40)) // 8] * 16))
    found, seen = run([part], pictures, masks)
    assert seen.dtype == masks.dtype
    outside = seen == 255
    assert set(seen[~outside].unique().tolist()) <= set(masks.unique().tolist())
    assert outside.any() == isinstance(part, RandomCrop | RandomRotation | RandomAffine)
    # Away from the edge the picture says which place is seen, and so which class belongs there.
    inner = ~outside & (found[..., 2] >= 200)
    y, x = ((found[..., n].float() - 3) / 5 for n in (0, 1))
    expected = (y + x) / 8
    wrong = (seen - expected.floor()).abs() > 0
    near_a_border = (expected - expected.round()).abs() < 0.15
    assert not (wrong & ~near_a_border & inner).any()
    assert inner.float().mean() > 0.5


@pytest.mark.parametrize("part", MOVING, ids=by_name)
@pytest.mark.parametrize("times", [1, 2, 3])
def test_target_pictures_move_with_their_inputs_also_when_they_are_larger(part, times):
    pictures, targets = position_pictures(24, 40), position_pictures(24, 40, times)
    found, seen = run([part], pictures, targets)
    assert seen.shape == targets.shape
    smaller = seen.float().unflatten(2, (40, times)).unflatten(1, (24, times)).mean((2, 4))
    inner = (found[..., 2] >= 200) & (smaller[..., 2] > 199.5)
    assert (smaller - found.float()).abs()[inner].max() <= (3 if times > 1 else 0.5)
    if isinstance(part, RandomHorizontalFlip | RandomVerticalFlip | RandomCrop):
        assert torch.equal(smaller, found.float())
    assert inner.float().mean() > 0.5


def test_targets_of_a_size_that_is_no_multiple_move_too():
    pictures, targets = position_pictures(24, 40), position_pictures(36, 60)
    found, seen = run([RandomCrop(padding=6), RandomHorizontalFlip(p=1)], pictures, targets)
    assert seen.shape == targets.shape
    # The last column was the first one, and so it is dark or black.
    assert (seen[:, 18, -1, 1] < seen[:, 18, 30, 1]).all()
    assert (found[:, 12, -1, 1] < found[:, 12, 20, 1]).all()


def test_colours_of_a_pair_change_alike_and_damage_is_the_inputs_alone(photos):
    for part in (ColorJitter(hue=0.2), RandomGrayscale(p=1)):
        inputs, targets = run([part], photos, photos)
        assert torch.equal(inputs, targets)
        assert not torch.equal(inputs, photos)
    for part in (GaussianBlur(p=1), GaussianNoise(), RandomErasing(p=1)):
        inputs, targets = run([part], photos, photos)
        assert torch.equal(targets, photos)
        assert not torch.equal(inputs, photos)


@pytest.mark.parametrize("part", [ColorJitter(), GaussianNoise(), RandomErasing(p=1)], ids=by_name)
def test_masks_stay_where_nothing_moves(photos, part):
    masks = (photos[..., 0] > 100).long()
    assert torch.equal(run([part], photos, masks)[1], masks)


def test_mixup_weighs_labels_as_it_weighs_pictures(photos):
    inputs, targets = run([MixUp(alpha=1.0)], photos, torch.arange(12), classes=12)
    assert targets.dtype == torch.float32
    assert targets.shape == (12, 12)
    expected = (targets @ photos.flatten(1).float()).view(photos.shape)
    assert (inputs - expected).abs().max() <= 0.51
    # Everyone has one partner and is one.
    assert ((targets > 0).sum(0) == 2).all()
    assert ((targets > 0).sum(1) == 2).all()
    assert (targets.diagonal() > 0).all()


def test_cutmix_gives_as_much_of_the_label_as_of_the_picture(labels):
    flat = torch.arange(12, dtype=torch.uint8).view(12, 1, 1, 1).expand(12, 20, 30, 3).contiguous()
    inputs, targets = run([CutMix()], flat, labels)
    for number, (sample, shares) in enumerate(zip(inputs, targets, strict=True)):
        of_others = sample[..., 0] != number
        partner = labels[int(sample[..., 0][of_others][0])] if of_others.any() else labels[number]
        expected = torch.zeros(5)
        expected[labels[number]] += 1 - of_others.float().mean()
        expected[partner] += of_others.float().mean()
        torch.testing.assert_close(shares, expected)
    assert (inputs != flat).any()


def test_cutmix_of_masks_and_pairs_pastes_the_same_rectangle(photos):
    for targets in (photos[..., 0].long(), photos.repeat_interleave(2, 1).repeat_interleave(2, 2)):
        inputs, seen = run([CutMix()], photos, targets)
        assert not torch.equal(inputs, photos)
        expected = inputs[..., 0] if seen.ndim == 3 else inputs
        assert torch.equal(seen if seen.ndim == 3 else seen[:, ::2, ::2], expected)


def test_numbers_are_mixed_like_pictures(photos):
    numbers = torch.randn(12, 4)
    _, mixed = run([MixUp(alpha=1.0), CutMix()], photos, numbers)
    assert mixed.shape == numbers.shape
    torch.testing.assert_close(run([MixUp(p=0.0)], photos, numbers)[1], numbers)


@pytest.mark.parametrize(
    ("part", "targets", "message", "fix"),
    [
        (MixUp(), "masks", "masks hold classes, which have no mean", "use CutMix instead of MixUp"),
        (RandAugment(), "pictures", "target picture cannot follow", "use RandomAffine and Color"),
        (TrivialAugmentWide(), "pictures", "target picture cannot follow", "use RandomAffine"),
    ],
)
def test_what_cannot_be_done_with_a_kind_of_target_is_told(photos, part, targets, message, fix):
    made = photos if targets == "pictures" else photos[..., 0].long()
    with pytest.raises(UsageError, match=message) as caught:
        run([part], photos, made)
    assert caught.value.fix.startswith(fix)


def test_soft_labels_need_the_number_of_classes(photos, labels):
    augmentation = Augmentation([MixUp()], seed=0)
    with pytest.raises(UsageError, match="takes the number of classes") as caught:
        augmentation((photos, labels), epoch=1, indices=np.arange(12))
    assert caught.value.fix == "give classes=, such as classes=10."


def test_in_a_callers_inference_mode_tensors_can_be_trained_on(photos, labels):
    with torch.inference_mode():
        given = photos.clone(), labels.clone()
        for tensor in run(EVERY, *given):
            assert not tensor.is_inference()
        assert torch.equal(given[0], photos)


def test_a_callers_autocast_costs_no_precision(photos, labels):
    parts = [ColorJitter(hue=0.1), RandomAffine()]
    expected, _ = run(parts, photos, labels)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        assert torch.equal(run(parts, photos, labels)[0], expected)


def test_nothing_waits_for_the_values_of_a_tensor(photos, labels):
    from torch._subclasses.fake_tensor import FakeTensorMode

    with FakeTensorMode(allow_non_fake_inputs=True) as mode:
        there = mode.from_tensor(photos), mode.from_tensor(labels)
        for part in EVERY:
            found, _ = run([part], *there)
            assert found.shape == photos.shape


def test_samples_can_be_looked_at_without_training():
    images, labels = digits()
    samples = Samples(images[..., None], labels, tuple(str(n) for n in range(len(labels))))
    parts = [RandomCrop(padding=1), GaussianNoise(), CutMix()]
    rows = np.array([5, 900, 3])
    pictures, shares = augmented(samples, parts, seed=1, epoch=2, indices=rows, classes=10)
    assert pictures.shape == (3, 8, 8, 1)
    assert pictures.dtype == np.uint8
    np.testing.assert_allclose(shares.sum(1), 1, atol=1e-6)
    alone, label = augmented(samples, parts[:1], seed=1, epoch=2, indices=rows[1:2])
    trained, _ = augmented(samples, parts[:1], seed=1, epoch=2, indices=rows)
    np.testing.assert_array_equal(alone[0], trained[1])
    assert label.tolist() == [labels[900]]


def test_torchvision_is_only_imported_for_what_needs_it():
    code = "import sys, netwright.data.augmentation; assert 'torchvision' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.cuda
@pytest.mark.parametrize("part", EVERY, ids=by_name)
def test_on_a_gpu_a_batch_is_the_same_and_nothing_waits(photos, labels, part):
    there = photos.cuda(), labels.cuda()
    run([part], *there)
    torch.cuda.set_sync_debug_mode("error")
    try:
        found, targets = run([part], *there)
    finally:
        torch.cuda.set_sync_debug_mode("default")
    expected, expected_targets = run([part], photos, labels)
    assert (found.cpu().int() - expected.int()).abs().max() <= 1
    torch.testing.assert_close(targets.cpu(), expected_targets)


@pytest.fixture
def samples(photos):
    numbers = tuple(str(n) for n in range(12))
    return Samples(photos.numpy(), np.arange(12) % 5, numbers)


def batches_of(samples, *, batch_size=5, **how):
    parts = [RandomCrop(padding=8), RandomErasing(p=1, value="random")]
    augmentation = Augmentation(parts, seed=4)
    return DeviceBatches(samples, batch_size=batch_size, seed=4, augmentation=augmentation, **how)


def test_batches_are_augmented_by_seed_and_epoch_alone(samples):
    trained = batches_of(samples, resident=True)
    epochs = [list(trained.epoch(number)) for number in (1, 2, 3)]
    resumed = list(batches_of(samples, resident=False).epoch(3))
    for (images, labels, _), (same, same_labels, _) in zip(epochs[2], resumed, strict=True):
        assert torch.equal(images, same)
        assert torch.equal(labels, same_labels)
    of_first = [images[0] for images, _, _ in epochs[0]]
    assert not any(torch.equal(image, epochs[1][0][0][0]) for image in of_first)


def test_a_batch_size_changes_no_sample(samples):
    small, large = (batches_of(samples, batch_size=size) for size in (5, 12))
    (whole, _, _), *rest = large.epoch(1)
    assert not rest
    assert torch.equal(torch.cat([images for images, _, _ in small.epoch(1)]), whole)


def test_a_sample_that_is_drawn_often_varies(samples):
    weights = np.where(np.arange(12) == 3, 1.0, 0.0)
    drawn = torch.cat([batch.inputs for batch in batches_of(samples, weights=weights).epoch(1)])
    assert len(drawn) == 12
    assert len(torch.unique(drawn.flatten(1), dim=0)) == 12
