"""What every source of images must do, as tests to subclass.

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

    A subclass gives the fixture `samples`: at least three of them, with targets that differ. It
    may give `samples_again` too: the same ones read from their source a second time. Its `task` is
    what they are for, a class each unless it says otherwise.
    """

    task = "classification"

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

    def test_targets_are_what_the_task_asks_for(self, samples: Any) -> None:
        if self.task == "autoencoding":
            assert samples.targets is None
            return
        dtype, axes = _TARGETS[self.task]
        values = np.asarray(samples.targets)
        assert samples.targets.dtype == values.dtype == dtype
        assert samples.targets.shape == values.shape
        assert values.ndim == axes
        assert len(values) == len(samples)
        assert len(np.unique(values)) >= 2
        assert np.isfinite(values).all()
        if self.task == "classification":
            assert isinstance(samples.targets, np.ndarray)
            assert values.min() >= 0
        if self.task == "multi_label":
            assert set(np.unique(values)) <= {0, 1}
        if self.task == "segmentation":
            assert values.shape == samples.inputs.shape[:3]
        if self.task == "image_to_image":
            assert values.shape[-1] in (1, 3)
            assert values.shape[1] % samples.inputs.shape[1] == 0

    def test_every_sample_has_a_relative_path_of_its_own(self, samples: Any) -> None:
        assert isinstance(samples.names, tuple)
        assert len(set(samples.names)) == len(samples)
        for path in samples.names:
            assert "\\" not in path
            assert not path.startswith("/")

    def test_an_item_is_an_image_and_its_target(self, samples: Any) -> None:
        for index in (0, len(samples) - 1):
            image, target = _parts(samples[index])
            assert isinstance(image, np.ndarray)
            assert image.dtype == np.uint8
            assert image.shape == samples.inputs.shape[1:]
            np.testing.assert_array_equal(image, samples.inputs[index])
            if self.task == "classification":
                assert type(target) is int
            if samples.targets is not None:
                np.testing.assert_array_equal(target, samples.targets[index])

    def test_an_index_past_the_end_is_an_index_error(self, samples: Any) -> None:
        with pytest.raises(IndexError):
            samples[len(samples)]

    @pytest.mark.parametrize("part", ["inputs", "targets"])
    def test_images_take_slices_and_arrays_of_rows(self, samples: Any, part: str) -> None:
        values = getattr(samples, part)
        if values is None:
            return
        whole = np.asarray(values)
        assert whole.shape == values.shape
        np.testing.assert_array_equal(values[1:3], whole[1:3])
        np.testing.assert_array_equal(values[::2], whole[::2])
        rows = np.array([2, 0, 1])
        np.testing.assert_array_equal(values[rows], whole[rows])
        chosen = np.arange(len(samples)) % 2 == 1
        np.testing.assert_array_equal(values[chosen], whole[chosen])

    def test_samples_cannot_be_changed(self, samples: Any) -> None:
        image, _ = _parts(samples[0])
        before = image.copy()
        image[...] = 255 - image
        np.testing.assert_array_equal(_parts(samples[0])[0], before)
        for values in filter(_is_there, (samples.inputs, samples.targets)):
            with pytest.raises((TypeError, ValueError)):
                values[0] = 0

    def test_reading_twice_gives_the_same(self, samples: Any, samples_again: Any) -> None:
        _check_same(samples, samples_again)

    def test_samples_survive_the_way_to_a_worker_process(self, samples: Any) -> None:
        there = pickle.loads(pickle.dumps(samples))  # noqa: S301 - written by this very line
        _check_same(samples, there)

    @pytest.mark.filterwarnings("error")
    def test_a_data_loader_takes_them(self, samples: Any) -> None:
        data = pytest.importorskip("torch.utils.data")
        batches = list(data.DataLoader(samples, batch_size=2))
        parts = [batch if samples.targets is not None else (batch, batch) for batch in batches]
        assert sum(len(targets) for _, targets in parts) == len(samples)
        images = np.concatenate([images.numpy() for images, _ in parts])
        np.testing.assert_array_equal(images, samples.inputs[:])


_TARGETS: dict[str, tuple[Any, int]] = {
    "classification": (np.int64, 1),
    "multi_label": (np.float32, 2),
    "regression": (np.float32, 2),
    "segmentation": (np.uint8, 3),
    "image_to_image": (np.uint8, 4),
}
"""The dtype of a task's targets, and how many axes they have; see `documents.target`."""


def _parts(item: Any) -> tuple[Any, Any]:
    """An item's input and target, None where it has no target."""
    return item if isinstance(item, tuple) else (item, None)


def _is_there(values: Any) -> bool:
    return values is not None


def _check_same(samples: Any, others: Any) -> None:
    assert samples.names == others.names
    np.testing.assert_array_equal(samples.inputs[:], others.inputs[:])
    if samples.targets is not None:
        np.testing.assert_array_equal(samples.targets[:], others.targets[:])
