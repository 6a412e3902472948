"""Data larger than one disk: images in tar files, in WebDataset's layout, read as they come.

    prepare_shards   tar files → their dataset document, after one pass over them
    shard_files      the tar files that a pattern stands for
    read_samples     the samples of one tar file

Batches need PyTorch, and so have a module of their own: `netwright.data.shards.batches`.
Needs webdataset: ``pip install "netwright-data[shards]"``.
"""

from netwright.data.shards.files import read_samples, shard_files
from netwright.data.shards.preparation import prepare_shards

__all__ = ["prepare_shards", "read_samples", "shard_files"]
