"""Networks for rows of numbers: tables, spectra, and whatever else is laid out flat."""

from __future__ import annotations

from netwright.interfaces.documents import Network
from netwright.layers import builder
from netwright.layers.layer import Shape

_HIDDEN = 64


def wide_and_deep(shape: Shape, outputs: int) -> Network:
    """A linear model and a small network beside it, added up (after Cheng and others, 2016).

    What is linear in the data is learnt at once, and the hidden layers add what is not.
    """
    x = row = builder.input("row", shape)
    if len(shape) > 1:
        row = x = builder.flatten(row, name="flatten")
    for number in (1, 2):
        x = builder.linear(x, _HIDDEN, name=f"hidden{number}")
        x = builder.relu(builder.batchnorm1d(x, name=f"norm{number}"), name=f"relu{number}")
        x = builder.dropout(x, p=0.2, name=f"dropout{number}")
    deep = builder.linear(x, outputs, name="head")
    logits = builder.add(deep, builder.linear(row, outputs, name="wide"), name="sum")
    return builder.network("wide-and-deep", f"Rows {row.type} to {outputs} numbers.", output=logits)


def row_autoencoder(shape: Shape) -> Network:
    """Through a quarter as many numbers, at least two, and back (Hinton, Salakhutdinov, 2006)."""
    row = builder.input("row", shape)
    x = builder.flatten(row, name="flatten") if len(shape) > 1 else row
    numbers = x.shape[0]
    x = builder.relu(builder.linear(x, _HIDDEN, name="encode"), name="relu1")
    x = builder.linear(x, max(2, numbers // 4), name="narrow")
    x = builder.relu(builder.linear(x, _HIDDEN, name="decode"), name="relu2")
    x = builder.linear(x, numbers, name="head")
    if len(shape) > 1:
        x = builder.unflatten(x, dim=0, unflattened_size=shape, name="unflatten")
    return builder.network("autoencoder", f"{row.type} again, through few numbers.", output=x)
