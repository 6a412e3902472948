"""The example workflows, each with what it shows. They run on data that come with the pack."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from canvas_sketch import Place, Sketch


def examples(nodes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The workflows by name, as ComfyUI's page opens them."""
    found = {}
    for name, draw in _EXAMPLES.items():
        sketch = Sketch(nodes)
        draw(sketch)
        found[name] = sketch.workflow()
    return found


def _data(sketch: Sketch, sample: str, note: str, **reading: Any) -> Place:
    sketch.note(note)
    data = sketch.add("NetwrightSampleData", name=sample)
    return sketch.add("NetwrightDataset", path=data, **reading)


def _wired_end(sketch: Sketch, last: Place, name: str) -> Place:
    return sketch.add("NetwrightNetwork", name=name, **{"inputs.input_0": last})


def _digits(sketch: Sketch) -> None:
    dataset = _data(
        sketch,
        "digits",
        "## Digits\n\nA network with a residual branch learns to read handwritten digits. Press "
        "**Run**: the curve in the node *Train* moves, and the forward test says what it reads.\n\n"
        "Your own data: one folder a class in ComfyUI's `input` folder, its name as the path of "
        "*Dataset*.",
    )
    sketch.add("NetwrightContactSheet", dataset=dataset, count=20)
    sketch.column()
    image = sketch.add("NetwrightImageInput", dataset=dataset)
    stem = sketch.layer("Conv2d", image, out_channels=16, padding="same")
    tap = sketch.layer("ReLU", sketch.layer("BatchNorm2d", stem))
    sketch.column()
    branch = sketch.layer("ReLU", sketch.layer("Conv2d", tap, out_channels=16, padding="same"))
    branch = sketch.layer("Conv2d", branch, out_channels=16, padding="same")
    joined = sketch.layer("ReLU", sketch.layer("Add", branch, tap))
    sketch.column()
    flat = sketch.layer("Flatten", sketch.layer("MaxPool2d", joined, kernel_size="2"))
    network = _wired_end(sketch, sketch.layer("Linear", flat, out_features=10), "residual_digits")
    sketch.add("NetwrightNetworkDiagram", network=network)
    sketch.column()
    recipe = sketch.add("NetwrightRecipe", augmentation="shift and turn")
    train = sketch.add("NetwrightTrain", dataset=dataset, network=network, recipe=recipe, epochs=12)
    sketch.column()
    images = sketch.add("NetwrightDatasetImages", dataset=dataset, count=4)
    sketch.add("NetwrightForwardTest", model=train, image=images)
    sketch.add("NetwrightReport", run=Place(train.node, 1))


def _backbone(sketch: Sketch) -> None:
    dataset = _data(
        sketch,
        "sharp or blurred",
        "## Fine-tuning a backbone\n\nA network of torchvision looks at the pictures, and one "
        "linear layer of its own decides.\n\n**Weights**: this workflow needs no network, since "
        "`weights` of the node *Backbone* is `none`: it begins with new ones. To fine-tune, write "
        "the path of a file of weights on your disk there (.pth or .safetensors), or `default` for "
        "torchvision's own, which are downloaded once. `trainable` = `none` trains the last layer "
        "alone.",
    )
    sketch.column()
    image = sketch.add("NetwrightImageInput", dataset=dataset)
    features = sketch.layer(
        "Backbone", image, model="squeezenet1_1", output="features", weights="none"
    )
    pooled = sketch.layer("Flatten", sketch.layer("AdaptiveAvgPool2d", features, output_size="1"))
    network = _wired_end(sketch, sketch.layer("Linear", pooled, out_features=2), "fine_tuned")
    sketch.column()
    recipe = sketch.add("NetwrightRecipe", learning_rate=0.001, batch_size="16")
    train = sketch.add("NetwrightTrain", dataset=dataset, network=network, recipe=recipe, epochs=3)
    sketch.column()
    images = sketch.add("NetwrightDatasetImages", dataset=dataset, count=6)
    sketch.add("NetwrightApplyModel", model=train, image=images)


def _regression(sketch: Sketch) -> None:
    dataset = _data(
        sketch,
        "pendulum",
        "## Regression from a table\n\nHow long does a pendulum swing? The table has length, mass, "
        "angle and place; the network finds out that the mass does not matter.\n\nYour own table: "
        "a .csv file in ComfyUI's `input` folder, and the column to predict as *target*.",
        target="period_s",
    )
    sketch.add("NetwrightDataStatistics", dataset=dataset)
    sketch.column()
    rows = sketch.add("NetwrightTableInput", dataset=dataset)
    hidden = sketch.layer("ReLU", sketch.layer("Linear", rows, out_features=32))
    hidden = sketch.layer("ReLU", sketch.layer("Linear", hidden, out_features=32))
    network = _wired_end(sketch, sketch.layer("Linear", hidden, out_features=1), "pendulum")
    sketch.column()
    recipe = sketch.add("NetwrightRecipe", learning_rate=0.01, batch_size="32")
    train = sketch.add("NetwrightTrain", dataset=dataset, network=network, recipe=recipe, epochs=60)
    sketch.column()
    rows_of_text = "length_m, mass_g, angle_deg, place\n1.0, 50, 10, pole\n1.0, 150, 10, moon"
    sketch.add("NetwrightPredictValues", model=train, values=rows_of_text)
    sketch.add("NetwrightReport", run=Place(train.node, 1))


def _segmentation(sketch: Sketch) -> None:
    dataset = _data(
        sketch,
        "shapes and masks",
        "## Segmentation to MASK\n\nA class for each pixel. *Apply model* gives the class's pixels "
        "as a MASK, for any node of ComfyUI that takes one; *label* chooses the class.\n\nYour own "
        "data: `images/` and `masks/` with files of the same names.",
        width=32,
        height=32,
    )
    sketch.add("NetwrightContactSheet", dataset=dataset, count=12)
    sketch.column()
    recipe = sketch.add("NetwrightRecipe", learning_rate=0.01, batch_size="16")
    train = sketch.add("NetwrightTrain", dataset=dataset, recipe=recipe, epochs=16)
    sketch.column()
    images = sketch.add("NetwrightDatasetImages", dataset=dataset, count=4)
    sketch.add("NetwrightApplyModel", model=train, image=images, label="circle")
    sketch.add("NetwrightReport", run=Place(train.node, 1))


def _denoiser(sketch: Sketch) -> None:
    dataset = _data(
        sketch,
        "noisy and clean",
        "## A filter for images\n\nThree convolutions say what is to be added to a noisy picture. "
        "*Apply model* then filters any IMAGE, of any size, tile by tile.\n\nYour own data: "
        "`noisy/` and `clean/` (or `inputs/` and `targets/`) with files of the same names.",
    )
    sketch.column()
    image = sketch.add("NetwrightImageInput", dataset=dataset)
    hidden = sketch.layer("ReLU", sketch.layer("Conv2d", image, out_channels=16, padding="same"))
    hidden = sketch.layer("ReLU", sketch.layer("Conv2d", hidden, out_channels=16, padding="same"))
    sketch.column()
    change = sketch.layer("Conv2d", hidden, out_channels=3, padding="same")
    network = _wired_end(sketch, sketch.layer("Add", image, change), "denoiser")
    sketch.column()
    recipe = sketch.add("NetwrightRecipe", learning_rate=0.005, batch_size="16")
    train = sketch.add("NetwrightTrain", dataset=dataset, network=network, recipe=recipe, epochs=6)
    sketch.column()
    images = sketch.add("NetwrightDatasetImages", dataset=dataset, count=4)
    sketch.add("NetwrightApplyModel", model=train, image=images)


def _judge(sketch: Sketch) -> None:
    dataset = _data(
        sketch,
        "sharp or blurred",
        "## A judge of quality\n\nA network learns which pictures are good from two folders, and "
        "*Route images* sorts a batch by its score: the good ones, the best first, and the others."
        "\n\nFor your own taste: put generated pictures into two folders in ComfyUI's `input` "
        "folder. Then wire the images of a workflow into *Route images*.",
        width=32,
        height=32,
    )
    sketch.column()
    recipe = sketch.add("NetwrightRecipe", learning_rate=0.003, batch_size="32")
    train = sketch.add("NetwrightTrain", dataset=dataset, recipe=recipe, epochs=10)
    sketch.column()
    images = sketch.add("NetwrightDatasetImages", dataset=dataset, count=12)
    route = sketch.add(
        "NetwrightRouteImages", model=train, images=images, label="sharp", at_least=0.5
    )
    sketch.column()
    sketch.add("NetwrightApplyModel", model=train, image=route)
    sketch.add("NetwrightApplyModel", model=train, image=Place(route.node, 1))


_EXAMPLES: dict[str, Callable[[Sketch], None]] = {
    "digits": _digits,
    "fine-tune a backbone": _backbone,
    "regression from a table": _regression,
    "segmentation to a mask": _segmentation,
    "denoise images": _denoiser,
    "sort images by quality": _judge,
}
