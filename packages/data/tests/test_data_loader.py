"""PyTorch's DataLoader, which is Lightning's too, takes the samples; its workers start anew."""

from __future__ import annotations

import numpy as np
import pytest

from netwright.data import MappedRows, prepare
from netwright.data.streaming import StreamedImages

data = pytest.importorskip("torch.utils.data")


def test_workers_that_start_anew_give_the_same_samples(folder_of, monkeypatch, tmp_path):
    root = folder_of({"cat": 4, "dog": 4}, size=(48, 40), format="JPEG")
    cached = prepare(root).train
    monkeypatch.setenv("NETWRIGHT_CACHE_LIMIT", "0")
    streamed = prepare(root, cache=tmp_path / "no room").train
    assert isinstance(cached.inputs, MappedRows)
    assert isinstance(streamed.inputs, StreamedImages)
    both = data.ConcatDataset([cached, streamed])
    # As everywhere on Windows: nothing of this process is there but what is sent.
    loader = data.DataLoader(both, batch_size=6, num_workers=1, multiprocessing_context="spawn")
    batches = list(loader)
    images = np.concatenate([images.numpy() for images, _ in batches])
    labels = np.concatenate([labels.numpy() for _, labels in batches])
    np.testing.assert_array_equal(images, np.concatenate([cached.inputs[:]] * 2))
    np.testing.assert_array_equal(labels, np.concatenate([cached.targets] * 2))
