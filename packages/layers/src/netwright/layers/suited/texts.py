"""Networks for tokens: one that reads on, and one that reads the whole text."""

from __future__ import annotations

from netwright.interfaces.documents import Network
from netwright.layers import builder


def reader(length: int, tokens: int) -> Network:
    """An LSTM that foretells at every token the next; it cannot look ahead."""
    text = builder.input("tokens", (length,), "int64")
    x = builder.embedding(text, num_embeddings=tokens, embedding_dim=32, name="embedding")
    x, *_ = builder.lstm(x, 128, name="lstm")
    logits = builder.linear(x, tokens, name="head")
    return builder.network("reader", f"The next of {tokens} tokens, at each.", logits=logits)


def text_classifier(length: int, tokens: int, outputs: int) -> Network:
    """Convolutions that look for short runs of tokens anywhere in the text (Kim, 2014)."""
    text = builder.input("tokens", (length,), "int64")
    x = builder.embedding(text, num_embeddings=tokens, embedding_dim=32, name="embedding")
    x = builder.permute(x, dims=(1, 0), name="channels_first")
    for number in (1, 2):
        x = builder.conv1d(x, 64, kernel_size=5, padding=2, name=f"conv{number}")
        x = builder.relu(x, name=f"relu{number}")
    x = builder.dropout(builder.globalmaxpool(x, name="pool"), p=0.3, name="dropout")
    x = builder.linear(x, outputs, name="head")
    return builder.network("text-cnn", f"{length} tokens to {outputs} numbers.", output=x)
