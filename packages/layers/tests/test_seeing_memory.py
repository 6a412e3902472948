from __future__ import annotations

from netwright.layers import builder as b
from netwright.layers import check
from netwright.layers.memory import activation_memory

FLOAT = 4


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
