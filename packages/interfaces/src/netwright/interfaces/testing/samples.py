"""What every source of labelled images must do, as tests to subclass.

class TestMySource(SamplesContract):
    @pytest.fixture
    def samples(self, tmp_path):
        return my_source(tmp_path)
"""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest


class SamplesContract:
    """Tests of an object with `inputs`, `targets`, `names`, a length and items.

    A subclass gives the fixture `samples`: at least three of them, of two classes. It may give
    `samples_again` too: the same ones read from their source a second time.
    """

    @pytest.fixture
    def samples(self) -> Any:
        """The samples under test."""
        raise NotImplementedError("a subclass of SamplesContract gives the fixture 'samples'")

    @pytest.fixture
    def samples_again(self, samples: Any) -> Any:
        """The same samples, read anew where the source can."""
        return samples

    def test_images_are_uint8_with_four_axes(self, samples: Any) -> None:
        assert samples.inputs.dtype == np.uint8
        count, height, width, channels = samples.inputs.shape
        assert count == len(samples) >= 3
        assert height > 0
        assert width > 0
        assert channels in (1, 3)

    def test_labels_are_class_indices_from_zero(self, samples: Any) -> None:
        assert isinstance(samples.targets, np.ndarray)
        assert samples.targets.dtype == np.int64
        assert samples.targets.shape == (len(samples),)
        assert samples.targets.min() >= 0
        assert len(set(samples.targets.tolist())) >= 2

    def test_every_sample_has_a_relative_path_of_its_own(self, samples: Any) -> None:
        assert isinstance(samples.names, tuple)
        assert len(set(samples.names)) == len(samples)
        for path in samples.names:
            assert "\\" not in path
            assert not path.startswith("/")

    def test_an_item_is_an_image_and_its_class_index(self, samples: Any) -> None:
        for index in (0, len(samples) - 1):
            image, label = samples[index]
            assert isinstance(image, np.ndarray)
            assert image.dtype == np.uint8
            assert image.shape == samples.inputs.shape[1:]
            assert type(label) is int
            assert label == samples.targets[index]
            np.testing.assert_array_equal(image, samples.inputs[index])

    def test_an_index_past_the_end_is_an_index_error(self, samples: Any) -> None:
        with pytest.raises(IndexError):
            samples[len(samples)]

    def test_images_take_slices_and_arrays_of_rows(self, samples: Any) -> None:
        whole = np.asarray(samples.inputs)
        assert whole.shape == samples.inputs.shape
        np.testing.assert_array_equal(samples.inputs[1:3], whole[1:3])
        np.testing.assert_array_equal(samples.inputs[::2], whole[::2])
        rows = np.array([2, 0, 1])
        np.testing.assert_array_equal(samples.inputs[rows], whole[rows])
        chosen = np.arange(len(samples)) % 2 == 1
        np.testing.assert_array_equal(samples.inputs[chosen], whole[chosen])

    def test_samples_cannot_be_changed(self, samples: Any) -> None:
        image, _ = samples[0]
        before = image.copy()
        image[...] = 255 - image
        np.testing.assert_array_equal(samples[0][0], before)
        with pytest.raises((TypeError, ValueError)):
            samples.inputs[0] = 0
        with pytest.raises((TypeError, ValueError)):
            samples.targets[0] = 0

    def test_reading_twice_gives_the_same(self, samples: Any, samples_again: Any) -> None:
        assert samples.names == samples_again.names
        np.testing.assert_array_equal(samples.targets, samples_again.targets)
        np.testing.assert_array_equal(samples.inputs[:], samples_again.inputs[:])

    def test_samples_survive_the_way_to_a_worker_process(self, samples: Any) -> None:
        there = pickle.loads(pickle.dumps(samples))  # noqa: S301 - written by this very line
        assert there.names == samples.names
        np.testing.assert_array_equal(there.inputs[:], samples.inputs[:])
        np.testing.assert_array_equal(there.targets, samples.targets)

    @pytest.mark.filterwarnings("error")
    def test_a_data_loader_takes_them(self, samples: Any) -> None:
        data = pytest.importorskip("torch.utils.data")
        batches = list(data.DataLoader(samples, batch_size=2))
        assert sum(len(labels) for _, labels in batches) == len(samples)
        images = np.concatenate([images.numpy() for images, _ in batches])
        np.testing.assert_array_equal(images, samples.inputs[:])
