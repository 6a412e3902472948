"""One document of each format that sets every field; the golden files of version 1 were written
from these once and are never changed."""

from __future__ import annotations

from netwright.interfaces.documents import (
    AdamW,
    Block,
    Classification,
    ConstantSchedule,
    CrossEntropyLoss,
    Dataset,
    ImageFolder,
    ImagePreprocessing,
    Input,
    Model,
    Network,
    Node,
    Parity,
    Provenance,
    Recipe,
    StratifiedSplit,
    TensorSpec,
)

PREPROCESSING = ImagePreprocessing(
    mode="RGB", height=32, width=48, fit="crop", mean=(0.4, 0.5, 0.6), std=(0.2, 0.25, 0.3)
)

NETWORK = Network(
    name="branches",
    description="A residual branch, and a block used once.",
    inputs={"image": Input(shape=(3, 32, 48)), "tokens": Input(shape=(12,), dtype="int64")},
    nodes=(
        Node(
            id="conv",
            op="Conv2d",
            params={"out_channels": 8, "kernel_size": (3, 1), "padding_mode": "zeros"},
            inputs=("image",),
        ),
        Node(id="twin", op="Conv2d", params={}, inputs=("image",), weights_of="conv"),
        Node(id="sum", op="Add", inputs=("conv", "twin")),
        Node(id="lstm", op="LSTM", params={"hidden_size": 4, "bias": None}, inputs=("tokens",)),
        Node(id="body", op="narrow", params={"channels": 4}, inputs=("sum",)),
    ),
    outputs={"map": "body", "state": "lstm.hidden"},
    blocks={
        "narrow": Block(
            description="Halves the channels.",
            params={"channels": None, "kernel": 1},
            inputs=("x",),
            nodes=(
                Node(
                    id="conv",
                    op="Conv2d",
                    params={"out_channels": "$channels // 2", "kernel_size": "$kernel"},
                    inputs=("x",),
                ),
            ),
            outputs={"y": "conv"},
        )
    },
)

DATASET = Dataset(
    name="pets",
    source=ImageFolder(path="photos/pets"),
    target=Classification(classes=("cat", "dog", "Ñandú")),
    split=StratifiedSplit(val_fraction=0.25, seed=7),
    preprocessing=PREPROCESSING,
    skipped=("cat/broken.jpg",),
    fingerprint="6f1d",
)

RECIPE = Recipe(
    loss=CrossEntropyLoss(label_smoothing=0.1),
    optimizer=AdamW(learning_rate=0.001, weight_decay=0.05, betas=(0.8, 0.99)),
    schedule=ConstantSchedule(),
    epochs=3,
    batch_size=16,
    seed=42,
)

MODEL = Model(
    name="pets-01",
    target=DATASET.target,
    preprocessing=PREPROCESSING,
    inputs=(TensorSpec(name="images", shape=("batch", 32, 48, 3), dtype="uint8"),),
    outputs=(TensorSpec(name="logits", shape=("batch", 3), dtype="float32"),),
    metrics={"val_accuracy": 0.9, "val_loss": 0.3},
    parity=Parity(
        samples=40,
        batch_sizes=(1, 40),
        max_abs_difference=1e-6,
        tolerance=1e-3,
        top1_agreement=1.0,
    ),
    provenance=Provenance(
        created="2026-11-23T12:00:00+00:00",
        run="pets-01",
        versions={"torch": "2.14.1"},
        dataset_fingerprint="6f1d",
        seed=42,
        epoch=2,
    ),
)
