"""With the same parameters, a batch becomes what torchvision makes of its pictures one by one."""

from __future__ import annotations

import math

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("torchvision")

from sklearn.datasets import load_sample_image  # noqa: E402
from torchvision.transforms import v2  # noqa: E402
from torchvision.transforms.v2 import functional as tv  # noqa: E402

from netwright.data.augmentation import automatic, colour, geometry  # noqa: E402
from netwright.data.augmentation.batch import Batch  # noqa: E402
from netwright.data.augmentation.blur import blurred  # noqa: E402
from netwright.data.augmentation.draws import boxes  # noqa: E402
from netwright.data.augmentation.rectangles import in_boxes  # noqa: E402
from netwright.data.augmentation.resampling import resampled  # noqa: E402
from netwright.interfaces.documents import (  # noqa: E402
    RandomAffine,
    RandomCrop,
    RandomHorizontalFlip,
    RandomResizedCrop,
    RandomRotation,
    RandomVerticalFlip,
)

COUNT, SIZE = 6, (48, 64)
BILINEAR = v2.InterpolationMode.BILINEAR


@pytest.fixture(scope="module")
def photos():
    """uint8 [6,3,48,64], pieces of a photograph of a temple."""
    photo = load_sample_image("china.jpg")
    pieces = [photo[60 * n : 60 * n + SIZE[0], 90 * n : 90 * n + SIZE[1]] for n in range(COUNT)]
    return torch.from_numpy(np.stack(pieces)).permute(0, 3, 1, 2)


@pytest.fixture
def draws():
    return np.random.Generator(np.random.PCG64(8)).random((COUNT, 30))


def one_by_one(change, photos, *parameters):
    """Float pictures, which torchvision does not round in between, back at 0 to 255."""
    some = zip(photos, *parameters, strict=True)
    return torch.stack([change(photo.float() / 255, *rest) for photo, *rest in some]) * 255


def batch_of(photos):
    return Batch(photos, torch.zeros(len(photos), dtype=torch.int64))


def seen(photos, matrices, **how):
    return resampled(batch_of(photos), matrices, **{"whole": False, "inside": False, **how}).inputs


def assert_close(ours, theirs, levels=0.05):
    assert ours.shape == theirs.shape
    assert (ours.float() - theirs.float()).abs().max() <= levels


def test_flips_are_exact(photos, draws):
    for part, matrices, flip in [
        (RandomHorizontalFlip(), geometry.horizontal_flip, tv.horizontal_flip),
        (RandomVerticalFlip(), geometry.vertical_flip, tv.vertical_flip),
    ]:
        found = seen(photos, matrices(part, draws, SIZE), whole=True)
        flipped = draws[:, 0] < 0.5
        assert 0 < flipped.sum() < COUNT
        for photo, ours, flip_it in zip(photos, found, flipped, strict=True):
            assert torch.equal(ours, flip(photo) if flip_it else photo)


@pytest.mark.parametrize("padding", [5, 0.25, 80])
def test_crops_are_exact(photos, draws, padding):
    found = seen(photos, geometry.crop(RandomCrop(padding=padding), draws, SIZE), whole=True)
    y, x = (round(padding * s) if padding < 1 else padding for s in SIZE)
    for photo, ours, (across, down) in zip(photos, found, draws[:, :2], strict=True):
        top, left = int(down * (2 * y + 1)), int(across * (2 * x + 1))
        assert torch.equal(ours, tv.crop(tv.pad(photo, [x, y]), top, left, *SIZE))


def test_flips_and_crops_together_are_those_after_each_other(photos, draws):
    parts = [RandomVerticalFlip(), RandomCrop(padding=9), RandomHorizontalFlip(), RandomCrop()]
    numbers = [draws[:, 3 * n : 3 * n + 2] for n in range(4)]
    together = seen(
        photos, geometry.composed(list(zip(parts, numbers, strict=True)), SIZE), whole=True
    )
    expected = photos
    for part, own in zip(parts, numbers, strict=True):
        expected = seen(expected, geometry.composed([(part, own)], SIZE), whole=True)
    # What the first crop lost is still there for the second one to bring back.
    lost = (expected == 0).all(1, keepdim=True).expand_as(expected)
    assert torch.equal(together[~lost], expected[~lost])
    assert (~lost).float().mean() > 0.5


def test_rotation(photos, draws):
    found = seen(photos, geometry.rotation(RandomRotation(degrees=40), draws, SIZE))
    angles = -40 + 80 * draws[:, 0]
    assert_close(found, one_by_one(lambda p, a: tv.rotate(p, a, BILINEAR), photos, angles))


def test_affine(photos, draws):
    part = RandomAffine(degrees=30, translate=(0.2, 0.1), scale=(0.7, 1.6), shear=20)
    found = seen(photos, geometry.affine(part, draws, SIZE))

    def theirs(photo, own):
        x, y = (2 * own[1] - 1) * 0.2 * SIZE[1], (2 * own[2] - 1) * 0.1 * SIZE[0]
        return tv.affine(
            photo,
            angle=60 * own[0] - 30,
            translate=[round(x), round(y)],
            scale=0.7 + 0.9 * own[3],
            shear=[40 * own[4] - 20, 0.0],
            interpolation=BILINEAR,
        )

    assert_close(found, one_by_one(theirs, photos, draws))


def test_resized_crop(photos, draws):
    part = RandomResizedCrop(scale=(0.2, 1.0))
    found = seen(photos, geometry.resized_crop(part, draws, SIZE), inside=True)
    places = boxes(draws, SIZE, part.scale, part.ratio)
    theirs = one_by_one(
        lambda p, place: tv.resized_crop(p, *place.tolist(), list(SIZE), BILINEAR, antialias=True),
        photos,
        places,
    )
    for ours, expected, (_, _, height, width) in zip(found, theirs, places, strict=True):
        # In the outermost half of a pixel torchvision repeats the edge of the box, where ours sees
        # the picture go on.
        y, x = (math.ceil(s / n / 2) for s, n in zip(SIZE, (height, width), strict=True))
        middle = (slice(None), slice(y, SIZE[0] - y), slice(x, SIZE[1] - x))
        assert_close(ours[middle], expected[middle])


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (colour.brightness, tv.adjust_brightness),
        (colour.contrast, tv.adjust_contrast),
        (colour.saturation, tv.adjust_saturation),
    ],
)
def test_colours_by_a_factor(photos, ours, theirs):
    factors = np.linspace(0, 2, COUNT)
    found = ours(batch_of(photos), factors).inputs
    assert_close(found, one_by_one(theirs, photos, factors))


def test_hue(photos):
    turns = np.linspace(-0.5, 0.5, COUNT)
    found = colour.hue(batch_of(photos), turns).inputs
    assert_close(found, one_by_one(tv.adjust_hue, photos, turns))


@pytest.mark.parametrize("change", [colour.hue, colour.saturation])
def test_grey_pictures_have_no_colour_to_change(photos, change):
    grey = photos[:, :1]
    assert torch.equal(change(batch_of(grey), np.full(COUNT, 0.3)).inputs, grey)


def test_blur(photos):
    sigmas = np.linspace(0.1, 3, COUNT)
    found = blurred(photos, sigmas, radius=9)
    theirs = one_by_one(lambda p, s: tv.gaussian_blur(p, [19, 19], [s, s]), photos, sigmas)
    assert_close(found, theirs)


def test_blur_of_a_picture_that_is_smaller_than_its_reach(photos):
    assert blurred(photos[..., :4, :5], np.full(COUNT, 2.0), radius=9).shape == (COUNT, 3, 4, 5)


def test_boxes_are_what_torchvision_erases(photos, draws):
    places = boxes(draws, SIZE, (0.05, 0.3), (0.3, 3.3))
    hidden = in_boxes(places, SIZE, photos)
    for photo, ours, place in zip(photos, hidden, places.tolist(), strict=True):
        erased = tv.erase(photo, *place, torch.tensor(7))
        assert torch.equal(photo.masked_fill(ours, 7), erased)


@pytest.mark.parametrize("name", automatic.OPERATIONS)
@pytest.mark.parametrize("sign", [1, -1])
def test_operations_of_randaugment(photos, name, sign):
    strongest = {"Translate": 25.7, "Rotate": 30, "Posterize": 4, "Solarize": 1}
    largest = next((v for k, v in strongest.items() if name.startswith(k)), 0.9)
    amounts = np.linspace(0, largest, COUNT) * (sign if name in automatic.SIGNED else 1)
    found = automatic.operated(batch_of(photos), np.full(COUNT, name), amounts).inputs
    # What torchvision calls the magnitude of these two counts from the other end.
    theirs = {"Posterize": 8 - np.round(amounts), "Solarize": 1 - amounts}.get(name, amounts)
    each = v2.RandAugment()._apply_image_or_video_transform

    def expected(photo, magnitude):
        return each(photo, name, float(magnitude), interpolation=BILINEAR, fill={})

    if name in ("Posterize", "Solarize", "AutoContrast", "Equalize"):
        exact = torch.stack([expected(p, m) for p, m in zip(photos, theirs, strict=True)])
        assert_close(found, exact, levels=0)
    else:
        assert_close(found, one_by_one(expected, photos, theirs), levels=1)
