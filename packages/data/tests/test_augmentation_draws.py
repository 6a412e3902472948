"""The random numbers of augmentation: known ones, and what is made of them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

pytest.importorskip("torch")

from netwright.data.augmentation.draws import BOX_DRAWS, beta, boxes
from netwright.data.augmentation.philox import philox, uniforms


@pytest.mark.parametrize(
    ("counter", "key", "words"),
    [
        ([0] * 4, [0] * 2, "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
        ([0xFFFFFFFF] * 4, [0xFFFFFFFF] * 2, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
        (
            [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344],
            [0xA4093822, 0x299F31D0],
            "d16cfe09 94fdcceb 5001e420 24126ea1",
        ),
    ],
)
def test_philox_gives_the_known_answers_of_its_authors(counter, key, words):
    found = philox(np.array(counter, np.uint64), tuple(key))
    assert [f"{word:08x}" for word in found.tolist()] == words.split()


def drawn(count=9, *, seed=3, epoch=1, index=0, occurrence=0, position=0, samples=1):
    indices = np.arange(index, index + samples)
    return uniforms(seed, epoch, indices, np.full(samples, occurrence), position, count)


def test_numbers_are_what_they_were_when_this_test_was_written():
    expected = [[0.441495, 0.745594, 0.044178, 0.848092], [0.749463, 0.467527, 0.472276, 0.427163]]
    np.testing.assert_allclose(drawn(4, seed=2**40 + 7, samples=2), expected, atol=1e-6)


def test_numbers_differ_by_each_thing_that_they_are_for():
    first = drawn()
    changes = ["seed", "epoch", "index", "occurrence", "position"]
    others = [drawn(**{name: 5}) for name in changes] + [drawn(seed=3 + 2**40)]
    different = np.concatenate([first, *others]).reshape(-1)
    assert len(set(different.tolist())) == 7 * 9


def test_a_samples_numbers_do_not_depend_on_the_batch_it_is_in():
    np.testing.assert_array_equal(drawn(samples=20)[7], drawn(index=7)[0])
    np.testing.assert_array_equal(drawn(4, samples=5), drawn(9, samples=5)[:, :4])


def test_numbers_are_uniform():
    numbers = drawn(8, samples=20_000)
    assert stats.kstest(numbers.reshape(-1), "uniform").pvalue > 0.01
    assert abs(np.corrcoef(numbers.T) - np.eye(8)).max() < 0.03


@pytest.mark.parametrize("alpha", [0.05, 0.2, 1.0, 3.0, 10.0])
def test_beta_has_scipys_quantiles(alpha):
    shares = np.linspace(0.001, 0.999, 999)
    np.testing.assert_allclose(beta(shares, alpha), stats.beta.ppf(shares, alpha, alpha), atol=1e-4)


def test_boxes_lie_inside_and_have_the_areas_and_ratios_asked_for():
    size, scale, ratio = (40, 64), (0.1, 0.6), (0.5, 2.0)
    top, left, height, width = boxes(drawn(BOX_DRAWS, samples=5000), size, scale, ratio).T
    assert (top >= 0).all()
    assert (left >= 0).all()
    assert (top + height <= size[0]).all()
    assert (left + width <= size[1]).all()
    areas = height * width / (size[0] * size[1])
    assert 0.09 < areas.min() < 0.12
    assert 0.55 < areas.max() < 0.62
    assert ((width / height > 0.45) & (width / height < 2.2)).all()
    # Both ends are reached: a box may lie at any edge.
    assert (top == 0).any()
    assert (left + width == size[1]).any()


def test_the_whole_picture_is_a_box_where_only_that_is_asked_for():
    found = boxes(drawn(BOX_DRAWS, samples=50), (7, 7), (1.0, 1.0), (1.0, 1.0))
    np.testing.assert_array_equal(found, [[0, 0, 7, 7]] * 50)
