"""Workflows of the original open and run, and what was wrong there is right here.

Each test of a fault is named after what is right; original-nodes.md lists the faults.
"""

from __future__ import annotations

import json
import shutil
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from golden_nodes import described

from netwright.data import write_digits
from netwright.interfaces.documents import Network
from netwright.layers import build, check
from netwright.training import Run

GOLDEN = json.loads(Path(__file__).with_name("golden").joinpath("original.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def two_folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """train/ and held_out/, with 0 and 1 as classes, 30 and 10 pictures each."""
    source = write_digits(tmp_path_factory.mktemp("all") / "digits")
    place = tmp_path_factory.mktemp("two")
    for label in ("0", "1"):
        files = sorted((source / label).iterdir())
        for side, part in (("train", files[:30]), ("held_out", files[30:40])):
            (place / side / label).mkdir(parents=True)
            for file in part:
                shutil.copy(file, place / side / label)
    return place


@pytest.fixture
def small(small_host: Any, canvas: Any, two_folders: Path) -> Any:
    """The small host with the pictures, and a node that shows a network as a document."""
    shutil.copytree(two_folders, small_host.input / "zeros-and-ones")
    small_host.nodes["Document"] = _document_node()
    canvas.defaults["Document"] = {}
    return small_host


def _document_node() -> Any:
    from comfy_api.latest import io, ui

    class Document(io.ComfyNode):
        @classmethod
        def define_schema(cls) -> Any:
            inputs = [io.Custom("LAYER").Input("layer"), io.String.Input("shape")]
            return io.Schema("Document", inputs=inputs, is_output_node=True)

        @classmethod
        def execute(cls, layer: Any, shape: str) -> Any:
            import sys

            pack = sys.modules[type(layer).__module__.replace(".steps", ".networks")]
            sizes = tuple(map(int, shape.split(",")))
            return io.NodeOutput(ui=ui.PreviewText(pack.network_of(layer, sizes).to_json()))

    return Document


def document(host: Any, canvas: Any, layer: Any, shape: str) -> Network:
    """The document of the layers up to `layer`, which fits together."""
    node = canvas.add("Document", layer=layer, shape=shape)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    network = Network.from_json(outcome.text(node.node))
    check(network)
    return network


def linear(canvas: Any, into: int, out: int, **wires: Any) -> Any:
    return canvas.add("linear_layer", in_features=into, out_features=out, **wires)


def tap(place: Any) -> Any:
    """The output `res` of a layer node."""
    return type(place)(place.node, 1)


def edges(network: Network) -> dict[str, tuple[str, ...]]:
    return {node.id: node.inputs for node in network.nodes}


# ── what saved workflows hold on to ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("id", GOLDEN)
def test_sockets_and_widgets_are_where_they_were(small_host: Any, id: str) -> None:
    node, golden = small_host.nodes[id], GOLDEN[id]
    now = described(node)
    assert now["outputs"] == golden["outputs"]
    assert len(now["inputs"]) == len(golden["inputs"])
    for part, wanted in zip(now["inputs"], golden["inputs"], strict=True):
        assert {**part, **wanted} == part
    assert node.GET_SCHEMA().display_name == golden["shown"]
    assert node.GET_SCHEMA().category == "Build and train your network"
    assert node.GET_SCHEMA().is_deprecated


def test_the_original_keeps_its_nodes_where_it_is_installed(
    stand_in_comfyui: Any, load_pack: Any, tmp_path: Path
) -> None:
    from netwright_nodes.standalone.small import SmallHost

    (tmp_path / "custom_nodes" / "comfyui-Build-and-train-your-network").mkdir(parents=True)
    host = SmallHost(load_pack(), tmp_path)
    assert not set(GOLDEN) & set(host.nodes)
    assert "NetwrightTrain" in host.nodes


# ── skips ───────────────────────────────────────────────────────────────────────────────────────


def test_a_tap_is_what_the_node_gave_and_works_as_an_identity_skip(small: Any, canvas: Any) -> None:
    first = linear(canvas, 4, 8)
    second = linear(canvas, 8, 8, layer=first)
    last = linear(canvas, 8, 8, layer=second, res=tap(first), res_type="add")
    network = document(small, canvas, last, "4")
    assert edges(network)[f"linear_{last.node}_add"] == (
        f"linear_{last.node}",
        f"linear_{first.node}",
    )


def test_a_branch_that_begins_with_an_activation_is_there(small: Any, canvas: Any) -> None:
    first = linear(canvas, 4, 8)
    act = canvas.add("activation_function", act_func_type="Tanh", res=tap(first))
    branch = linear(canvas, 8, 8, res=tap(act))
    main = linear(canvas, 8, 8, layer=first)
    last = linear(canvas, 8, 8, layer=main, res=tap(branch))
    network = document(small, canvas, last, "4")
    assert edges(network)[f"tanh_{act.node}"] == (f"linear_{first.node}",)
    assert edges(network)[f"linear_{branch.node}"] == (f"tanh_{act.node}",)


def test_a_branch_is_combined_in_its_own_way(small: Any, canvas: Any) -> None:
    first = linear(canvas, 4, 8)
    branch = linear(canvas, 8, 8, res=tap(first), res_type="Mul")
    last = linear(canvas, 8, 8, layer=first, res=tap(branch), res_type="sub")
    assert document(small, canvas, last, "4").nodes[-1].op == "Multiply"


@pytest.mark.parametrize(
    ("way", "op", "width"),
    [
        ("add", "Add", 8),
        ("Mul", "Multiply", 8),
        ("div", "Divide", 8),
        ("sub", "Subtract", 8),
        ("concat-dim=1", "Concat", 16),
    ],
)
def test_every_way_to_combine(small: Any, canvas: Any, way: str, op: str, width: int) -> None:
    first = linear(canvas, 4, 8)
    last = linear(canvas, 8, 8, layer=first, res=tap(first), res_type=way)
    network = document(small, canvas, last, "4")
    assert network.nodes[-1].op == op
    assert check(network).outputs["output"].shape == (width,)


def test_samples_of_a_batch_are_not_joined(small: Any, canvas: Any) -> None:
    first = linear(canvas, 4, 8)
    last = linear(canvas, 8, 8, layer=first, res=tap(first), res_type="concat-dim=0")
    canvas.add("Document", layer=last, shape="4")
    node, message = small.run(canvas.prompt).failed
    assert node == last.node
    assert "dim 0, which counts the samples of a batch" in message


def test_two_skips_go_into_one_node_in_order(small: Any, canvas: Any) -> None:
    first = linear(canvas, 4, 8)
    branch = linear(canvas, 8, 8, res=tap(first), res_type="Mul")
    both = canvas.add("res_connect", res_1=tap(branch), res_2=tap(first))
    last = linear(canvas, 8, 8, layer=first, res=both, res_type="sub")
    network = document(small, canvas, last, "4")
    assert [node.op for node in network.nodes[-2:]] == ["Multiply", "Subtract"]


def test_two_equal_branches_have_weights_of_their_own(small: Any, canvas: Any) -> None:
    first = linear(canvas, 4, 8)
    branches = [linear(canvas, 8, 8, res=tap(first)) for _ in range(2)]
    both = canvas.add("res_connect", res_1=tap(branches[0]), res_2=tap(branches[1]))
    last = linear(canvas, 8, 8, layer=first, res=both)
    network = document(small, canvas, last, "4")
    names = set(build(check(network)).state_dict())
    assert {f"linear_{branch.node}.weight" for branch in branches} <= names


def test_every_branch_learns(small: Any, canvas: Any) -> None:
    first = linear(canvas, 4, 8)
    branch = linear(canvas, 8, 8, res=tap(first))
    last = linear(canvas, 8, 8, layer=first, res=tap(branch))
    module = build(check(document(small, canvas, last, "4")))
    module(torch.randn(3, 4))["output"].sum().backward()
    assert all(value.grad is not None for value in module.parameters())
    assert any(name.startswith(f"linear_{branch.node}") for name, _ in module.named_parameters())


# ── layers ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("id", "widgets", "shape", "op", "given"),
    [
        ("Conv_layer", {"in_channels": 3, "out_channels": 5}, "3,8,8", "Conv2d", (5, 6, 6)),
        ("activation_function", {"act_func_type": "Softmax"}, "6", "Softmax", (6,)),
        ("Normalization_layer", {"normalized_shape": "[8, 8]"}, "3,8,8", "LayerNorm", (3, 8, 8)),
        ("Normalization_layer", {"mode": "BatchNorm2d"}, "16,4,4", "BatchNorm2d", (16, 4, 4)),
        ("Normalization_layer", {"mode": "BatchNorm1d"}, "16", "BatchNorm1d", (16,)),
        ("pooling_layer", {}, "2,8,8", "AdaptiveAvgPool2d", (2, 3, 3)),
        ("pooling_layer", {"mode": "MaxPool2d"}, "2,9,9", "MaxPool2d", (2, 3, 3)),
        ("view_layer", {}, "2,3,4", "Flatten", (24,)),
        ("view_layer", {"flatten_dimension": 24}, "2,3,4", "View", (24,)),
    ],
)
def test_every_layer(
    small: Any, canvas: Any, id: str, widgets: Any, shape: str, op: str, given: tuple[int, ...]
) -> None:
    network = document(small, canvas, canvas.add(id, **widgets), shape)
    assert network.nodes[0].op == op
    assert check(network).outputs["output"].shape == given


def test_a_backbone_holds_only_what_is_used_and_frozen_is_frozen(small: Any, canvas: Any) -> None:
    widgets = {"mode": "vgg_16", "use_weights": False, "freeze_weights": True}
    network = document(small, canvas, canvas.add("pre_train_layer", **widgets), "3,32,32")
    assert network.nodes[0].params == {"model": "vgg16", "weights": "none", "trainable": "none"}
    module = build(check(network)).train()
    assert not any("classifier" in name for name in module.state_dict())
    assert not any(value.requires_grad for value in module.parameters())


@pytest.mark.parametrize("text", ["__import__('os').getcwd()", "[a]", ""])
def test_text_that_lists_no_numbers_is_refused_and_never_run(
    host: Any, canvas: Any, text: str
) -> None:
    tensor = canvas.add("create_intput", tensor_Dimensions=text or " ")
    canvas.add("show_dimensions", tensor=tensor)
    [problem] = host.run(canvas.prompt).invalid[tensor.node]
    assert "tensor_Dimensions: expected a list of whole numbers" in problem
    assert "fix: write for example [10,10]." in problem


def test_dimensions_are_shown(host: Any, canvas: Any) -> None:
    tensor = canvas.add("create_intput", tensor_Dimensions="[2, 3,4]")
    shown = canvas.add("show_dimensions", tensor=tensor)
    assert host.run(canvas.prompt).text(shown.node) == "[2, 3, 4]"


# ── training ────────────────────────────────────────────────────────────────────────────────────


def data(canvas: Any, train: str, val: str = "", **widgets: Any) -> Any:
    paths = {"train_data_path": train, "val_data_path": val, "val_data": bool(val)}
    return canvas.add("create_dataset", **{"resize_w_h": "[8, 8]", **widgets}, **paths)


def classifier(canvas: Any, outputs: int = 2, last: str = "", **model: Any) -> Any:
    layer = linear(canvas, 192, outputs, layer=canvas.add("view_layer"))
    if last:
        layer = canvas.add("activation_function", act_func_type=last, layer=layer)
    return canvas.add("create_model", layer=layer, **model)


def training(canvas: Any, side: Any, model: Any, **widgets: Any) -> Any:
    settings = {"epochs": 2, "batch_size": 8, **widgets}
    return canvas.add("create_training_task", train_dataset=side, model=model, **settings)


def the_run(outcome: Any, train: Any) -> Run:
    return Run.open(outcome.text(train.node).partition("\n")[0].removeprefix("run: "))


def test_a_workflow_of_the_original_runs(host: Any, canvas: Any, two_folders: Path) -> None:
    """With two folders, a document that is saved, a log, and a look at what comes out."""
    if not (host.input / "both").exists():
        shutil.copytree(two_folders, host.input / "both")
    side = data(canvas, "both/train", "both/held_out")
    model = classifier(canvas, save_path="saved/net.pth")
    wires = {"val_dataset": type(side)(side.node, 1), "save_log_path": "logs"}
    train = training(canvas, side, model, **wires)
    test = canvas.add("forward_test", tensor=type(side)(side.node, 2), model=train)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    run = the_run(outcome, train)
    assert run.model.is_file()
    assert run.dataset.split.val == "held_out"
    assert Network.read(host.output / "saved" / "net.pth") == run.network
    assert (host.output / "logs" / "metrics.csv").read_text().startswith("epoch,train_loss")
    assert outcome.text(test.node) == "tensor: [1, 2]\nlayer tensor: [1, 192]"


def test_every_run_begins_anew(small: Any, canvas: Any) -> None:
    """A model that was trained stays as it was, so a second training gives the same weights."""
    side, model = data(canvas, "zeros-and-ones/train"), classifier(canvas)
    trained = [training(canvas, side, model, save_log_path=name) for name in ("a", "b")]
    outcome = small.run(canvas.prompt)
    first, second = (the_run(outcome, train).best_checkpoint.read_bytes() for train in trained)
    assert first == second


def test_a_final_softmax_is_trained_on_its_logarithms_and_said_so(small: Any, canvas: Any) -> None:
    side, model = data(canvas, "zeros-and-ones/train"), classifier(canvas, last="Softmax")
    train = training(canvas, side, model, epochs=60)
    outcome = small.run(canvas.prompt)
    told = " ".join(outcome.text(train.node).split())  # It is wrapped to the width of a node.
    assert "ends in Softmax, and CrossEntropyLoss computes that itself" in told
    losses = [
        e.metrics["train_loss"] for e in the_run(outcome, train).events() if e.kind == "epoch"
    ]
    assert losses[-1] < 0.3


@pytest.mark.parametrize("outputs", [1, 2])
def test_binary_cross_entropy_works_with_two_classes(small: Any, canvas: Any, outputs: int) -> None:
    side = data(canvas, "zeros-and-ones/train")
    model = classifier(canvas, outputs, loss="Binary Cross Entropy Loss", last="Sigmoid")
    train = training(canvas, side, model)
    outcome = small.run(canvas.prompt)
    assert outcome.succeeded, outcome
    assert the_run(outcome, train).model.is_file()


def test_binary_cross_entropy_with_more_classes_says_what_to_change(
    small: Any, canvas: Any
) -> None:
    shutil.copytree(small.input / "zeros-and-ones/train/0", small.input / "zeros-and-ones/train/2")
    side = data(canvas, "zeros-and-ones/train")
    model = classifier(canvas, 3, loss="Binary Cross Entropy Loss")
    train = training(canvas, side, model)
    node, message = small.run(canvas.prompt).failed
    assert node == train.node
    assert "fix: " in message
    assert "CrossEntropyLoss" in message


def test_folders_with_other_classes_are_an_error_that_names_them(small: Any, canvas: Any) -> None:
    held_out = small.input / "zeros-and-ones" / "held_out"
    (held_out / "1").rename(held_out / "one")
    side = data(canvas, "zeros-and-ones/train", "zeros-and-ones/held_out")
    training(canvas, side, classifier(canvas), val_dataset=type(side)(side.node, 1))
    node, message = small.run(canvas.prompt).failed
    assert node == side.node
    assert "'one'" in message
    assert "held_out" in message


@pytest.mark.parametrize("path", ["../net.json", "/tmp/net.json"])
def test_a_save_path_outside_the_output_folder_is_refused(
    small: Any, canvas: Any, path: str
) -> None:
    side, model = data(canvas, "zeros-and-ones/train"), classifier(canvas, save_path=path)
    training(canvas, side, model)
    assert (
        "not the name of a file in this folder" in small.run(canvas.prompt).invalid[model.node][0]
    )


def test_cancel_stops_at_once_and_keeps_the_work(small: Any, canvas: Any) -> None:
    side, model = data(canvas, "zeros-and-ones/train"), classifier(canvas)
    train = training(canvas, side, model, epochs=100_000)
    runs = small.output / "netwright" / "runs"

    def cancel() -> None:
        while not [*runs.glob("*/metrics.csv")]:
            time.sleep(0.05)
        small.interrupt()

    waiting = threading.Thread(target=cancel)
    waiting.start()
    outcome = small.run(canvas.prompt)
    waiting.join()
    assert outcome.interrupted == train.node
    [folder] = runs.iterdir()
    assert Run(folder).model.is_file()


def test_an_absolute_path_is_written_to_where_that_is_allowed(
    small: Any, canvas: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETWRIGHT_WRITE_ANYWHERE", "1")
    place = tmp_path / "elsewhere" / "net.pth"
    side, model = data(canvas, "zeros-and-ones/train"), classifier(canvas, save_path=str(place))
    training(canvas, side, model, epochs=1)
    assert small.run(canvas.prompt).succeeded
    assert Network.read(place).outputs


def test_unused_nodes_do_nothing(small: Any, canvas: Any) -> None:
    """A backbone with weights that would be downloaded, and a model that nothing trains."""
    canvas.add("create_model", layer=canvas.add("pre_train_layer"))
    shown = canvas.add("show_dimensions", tensor=canvas.add("create_intput"))
    outcome = small.run(canvas.prompt)
    assert outcome.ran == [str(int(shown.node) - 1), shown.node]


# ── pictures and tensors ────────────────────────────────────────────────────────────────────────


def value_of(host: Any, canvas: Any, place: Any, io_type: str) -> Any:
    """What comes out at a place."""
    from comfy_api.latest import io

    seen: list[Any] = []
    name = f"Look {io_type}"

    class Look(io.ComfyNode):
        @classmethod
        def define_schema(cls) -> Any:
            inputs = [io.Custom(io_type).Input("value")]
            return io.Schema(name, inputs=inputs, is_output_node=True, not_idempotent=True)

        @classmethod
        def execute(cls, value: Any) -> Any:
            seen.append(value)
            return io.NodeOutput()

    host.nodes[name] = Look
    canvas.defaults[name] = {}
    canvas.add(name, value=place)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    return seen[-1]


def test_the_shown_picture_is_the_one_that_a_person_sees(small: Any, canvas: Any) -> None:
    side = data(canvas, "zeros-and-ones/train")
    shown = value_of(small, canvas, type(side)(side.node, 4), "IMAGE")
    assert shown.shape == (1, 8, 8, 3)
    assert shown.min() >= 0
    assert 0.9 < shown.max() <= 1


def test_test_data_is_normalised_as_typed(small: Any, canvas: Any) -> None:
    side = data(canvas, "zeros-and-ones/train", mean="[0.5, 0.5, 0.5]", std="0.5, 0.5, 0.5")
    tensor = value_of(small, canvas, type(side)(side.node, 2), "TENSOR")
    picture = value_of(small, canvas, type(side)(side.node, 4), "IMAGE")
    np.testing.assert_allclose(tensor, ((picture - 0.5) / 0.5).movedim(-1, 1), atol=1e-6)


def test_resize_w_h_is_height_then_width(small: Any, canvas: Any) -> None:
    side = data(canvas, "zeros-and-ones/train", resize_w_h="[6, 10]")
    assert value_of(small, canvas, type(side)(side.node, 2), "TENSOR").shape == (1, 3, 6, 10)


def test_a_forward_image_goes_through_the_same_preprocessing(small: Any, canvas: Any) -> None:
    side = data(canvas, "zeros-and-ones/train")
    again = data(
        canvas, "zeros-and-ones/train", number_of_image=1, forward_image=type(side)(side.node, 4)
    )
    first = value_of(small, canvas, type(side)(side.node, 2), "TENSOR")
    second = value_of(small, canvas, type(side)(again.node, 5), "TENSOR")
    np.testing.assert_allclose(first, second, atol=1e-6)


def test_the_forward_test_changes_nothing(small: Any, canvas: Any) -> None:
    """BatchNorm is in evaluation mode: the same tensor gives the same, again and again."""
    norm = canvas.add("Normalization_layer", mode="BatchNorm1d", normalized_shape="[10]")
    model = canvas.add("create_model", layer=linear(canvas, 10, 3, layer=norm))
    tensor = canvas.add("create_intput")
    tests = [canvas.add("forward_test", tensor=tensor, model=model) for _ in range(2)]
    first, second = (value_of(small, canvas, test, "TENSOR") for test in tests)
    assert torch.equal(first, second)
    drawn = value_of(small, canvas, tensor, "TENSOR")
    inner = value_of(small, canvas, type(tensor)(tests[0].node, 1), "TENSOR")
    np.testing.assert_allclose(inner, drawn / (1 + 1e-5) ** 0.5, rtol=1e-5)


def checkpoint_test(canvas: Any) -> Any:
    """A forward test of a Linear of 10 to 3 with the weights of ``a.ckpt``."""
    model = canvas.add("create_model", layer=linear(canvas, 10, 3))
    loads = {"load_ckpt": True, "ckpt_path": "a.ckpt"}
    return canvas.add("forward_test", tensor=canvas.add("create_intput"), model=model, **loads)


def test_a_ckpt_of_the_original_is_read_where_its_tensors_fit(small: Any, canvas: Any) -> None:
    layer = torch.nn.Linear(10, 3)
    named = {f"Linear_0.{name}": value for name, value in layer.state_dict().items()}
    torch.save(named, small.output / "a.ckpt")
    given = value_of(small, canvas, checkpoint_test(canvas), "TENSOR")
    drawn = torch.randn((10, 10), generator=torch.Generator().manual_seed(0))
    np.testing.assert_allclose(given, layer(drawn).detach(), atol=1e-6)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"weight": torch.zeros(5)}, "do not fit the network's"),
        (Path("a program"), "never loaded"),
    ],
)
def test_a_ckpt_that_does_not_fit_or_holds_programs_is_refused(
    small: Any, canvas: Any, content: Any, says: str
) -> None:
    torch.save(content, small.output / "a.ckpt")
    test = checkpoint_test(canvas)
    node, message = small.run(canvas.prompt).failed
    assert node == test.node
    assert says in message


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_cuda_without_a_gpu_is_an_error_that_names_the_fix(host: Any, canvas: Any) -> None:
    tensor = canvas.add("create_intput")
    model = canvas.add("create_model", layer=linear(canvas, 10, 3))
    canvas.add("forward_test", tensor=tensor, model=model, device="cuda")
    _, message = host.run(canvas.prompt).failed
    assert "the device 'cuda' is not there" in message
    assert "fix: " in message
