from __future__ import annotations

import weakref
from typing import Any

import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from netwright.layers import build, check
from netwright.layers import builder as b
from netwright.layers.library import library_network
from netwright.layers.seeing.memory import activation_memory

FLOAT = 4


class LiveBytes(TorchDispatchMode):
    """Watches what torch makes and frees."""

    def __init__(self, *kept: torch.Tensor) -> None:
        super().__init__()
        self.known = {tensor.untyped_storage()._cdata for tensor in kept}
        self.now = self.most = 0

    def __torch_dispatch__(self, op: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        outputs = op(*args, **(kwargs or {}))
        for output in outputs if isinstance(outputs, (tuple, list)) else [outputs]:
            self.watch(output.untyped_storage())
        return outputs

    def watch(self, storage: torch.UntypedStorage) -> None:
        key, size = storage._cdata, storage.nbytes()
        if key not in self.known:
            self.known.add(key)
            self.now += size
            self.most = max(self.most, self.now)
            weakref.finalize(storage, self.freed, key, size)

    def freed(self, key: int, size: int) -> None:
        self.known.discard(key)
        self.now -= size


@pytest.mark.parametrize("name", ["lenet-5", "mobilenet-v2", "residual"])
def test_the_peak_is_what_a_real_run_holds(name: str) -> None:
    checked = check(library_network(name))
    module = build(checked).eval()
    inputs = [torch.zeros(1, *checked.types[name].shape) for name in checked.network.inputs]
    with torch.no_grad(), LiveBytes(*module.state_dict().values(), *inputs) as live:
        module(*inputs)
    ran = live.most + sum(tensor.nbytes for tensor in inputs)
    assert activation_memory(checked).inference == ran


def memory(**outputs: b.Value) -> tuple[int, int]:
    """Numbers, not bytes: at the peak of inference, and kept for training."""
    found = activation_memory(check(b.network(**outputs)))
    return found.inference // FLOAT, found.training // FLOAT


def test_a_chain_holds_what_a_layer_reads_and_what_it_gives() -> None:
    x = b.input("x", (10,))
    wide = b.linear(x, 100)
    # The input is its caller's; then 100 to 200, and 200 to 50.
    assert memory(y=b.linear(b.linear(wide, 200), 50)) == (10 + 100 + 200, 10 + 100 + 200 + 50)


def test_a_skip_connection_keeps_its_tensor_alive() -> None:
    x = b.input("x", (10,))
    kept = b.linear(x, 100)
    narrow = b.linear(b.linear(kept, 30), 100)
    # While `narrow` is made: the input, what the skip keeps, 30 and 100; then the sum beside both.
    assert memory(y=b.add(kept, narrow))[0] == 10 + 100 + 100 + 100


def test_a_diamond_holds_both_sides() -> None:
    x = b.input("x", (10,))
    left, right = b.linear(x, 40), b.linear(x, 60)
    assert memory(y=b.concat(left, right, dim=0)) == (10 + 40 + 60 + 100, 10 + 40 + 60 + 100)


def test_views_take_no_memory() -> None:
    x = b.input("x", (2, 3, 4))
    assert memory(y=b.flatten(x)) == (24, 24)


def test_a_view_keeps_what_it_looks_at() -> None:
    x = b.input("x", (4,))
    rows = b.unflatten(b.linear(x, 100), dim=0, unflattened_size=[10, 10])
    y = b.linear(b.linear(rows, 1), 5)
    # 100 live until [10,1] is made of their view; then [10,1] and [10,5].
    assert memory(y=y)[0] == 4 + 100 + 10


def test_dropout_copies_in_training_only() -> None:
    x = b.input("x", (10,))
    assert memory(y=b.dropout(b.relu(x))) == (20, 30)


def test_outputs_stay_until_the_end() -> None:
    x = b.input("x", (10,))
    first = b.linear(x, 100)
    last = b.linear(b.linear(first, 5), 50)
    assert memory(early=first, late=last)[0] == 10 + 100 + 5 + 50


def test_the_caller_of_a_block_holds_what_goes_in() -> None:
    x = b.input("image", (16, 8, 8))
    image = 16 * 8 * 8
    y = b.block("residual")(b.relu(x), channels=16)
    # The input, the skip's tensor, and two at each layer of the block.
    assert memory(y=y)[0] == 4 * image


def test_bytes_grow_with_the_batch_and_the_dtype() -> None:
    tokens = b.input("tokens", (6,), "int64")
    checked = check(b.network(y=b.embedding(tokens, num_embeddings=5, embedding_dim=2)))
    assert activation_memory(checked).training == 6 * 8 + 12 * FLOAT
    assert activation_memory(checked, 7).inference == 7 * (6 * 8 + 12 * FLOAT)
