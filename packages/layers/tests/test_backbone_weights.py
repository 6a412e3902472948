"""Weights of backbones: from files of every kind, from torchvision's folder, from the web."""

from __future__ import annotations

import functools
import hashlib
import os
import re
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest
import torch
from applied_fix import apply_fix
from backbone_networks import backbone_of, network_of, torchvision_model, with_own_statistics
from safetensors.torch import save_file
from torch import nn

from netwright.interfaces.errors import WeightsError
from netwright.layers import build
from netwright.layers.backbones import download

MODEL, FILE = "squeezenet1_1", "squeezenet1_1-b8a52dc0.pth"


@pytest.fixture(scope="module")
def whole() -> nn.Module:
    return torchvision_model(MODEL)


def assert_has_weights_of(backbone: nn.Module, whole: nn.Module) -> None:
    expected = whole.state_dict()
    for name, value in backbone.state_dict().items():
        assert torch.equal(value, expected[name]), name
        assert value.dtype == expected[name].dtype


@pytest.mark.parametrize("suffix", [".pth", ".pt", ".PT", ".safetensors"])
def test_a_file_of_the_whole_model_is_enough(tmp_path: Path, whole: nn.Module, suffix: str) -> None:
    file = tmp_path / f"weights é{suffix}"
    if suffix == ".safetensors":
        save_file(whole.state_dict(), file)
    else:
        torch.save(whole.state_dict(), file)
    backbone = backbone_of(model=MODEL, output="features.4", weights=str(file))
    assert_has_weights_of(backbone, whole)
    assert not [name for name in backbone.state_dict() if "classifier" in name]
    images = torch.randn(2, 3, 32, 32)
    torch.testing.assert_close(backbone.eval()(images), whole.get_submodule("features")[:5](images))


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda state: {"state_dict": state, "epoch": 3, "optimizer": {"lr": 0.1}},
        lambda state: {"model": state, "args": ["--batch-size", 32]},
        lambda state: {f"module.{name}": value for name, value in state.items()},
        lambda state: {"state_dict": {f"module.{name}": value for name, value in state.items()}},
        lambda state: {name: value.half().double() for name, value in state.items()},
    ],
    ids=["state_dict", "model", "DataParallel", "both", "float64"],
)
def test_files_of_training_scripts_are_read(tmp_path: Path, wrapped: Any) -> None:
    whole = torchvision_model(MODEL)
    for parameter in whole.parameters():
        parameter.data = parameter.data.half().float()
    torch.save(wrapped(whole.state_dict()), tmp_path / "checkpoint.pth")
    weights = str(tmp_path / "checkpoint.pth")
    assert_has_weights_of(backbone_of(model=MODEL, weights=weights), whole)


def test_old_formats_of_torch_are_read(tmp_path: Path, whole: nn.Module) -> None:
    file = tmp_path / "old.pth"
    torch.save(whole.state_dict(), file, _use_new_zipfile_serialization=False)
    assert_has_weights_of(backbone_of(model=MODEL, weights=str(file)), whole)


def test_a_classifier_of_other_classes_is_not_in_the_way(tmp_path: Path) -> None:
    fine_tuned = torchvision_model(MODEL, num_classes=7)
    torch.save(fine_tuned.state_dict(), tmp_path / "seven.pth")
    backbone = backbone_of(model=MODEL, weights=str(tmp_path / "seven.pth"))
    assert_has_weights_of(backbone, fine_tuned)


def test_loaded_weights_can_be_frozen_and_trained(tmp_path: Path, whole: nn.Module) -> None:
    torch.save(whole.state_dict(), tmp_path / "w.pth")
    backbone = backbone_of(model=MODEL, weights=str(tmp_path / "w.pth"), trainable=2)
    assert backbone.training
    assert {n.split(".")[1] for n, p in backbone.named_parameters() if p.requires_grad} == {
        "11",
        "12",
    }
    backbone(torch.randn(2, 3, 32, 32)).sum().backward()
    assert all((p.grad is not None) == p.requires_grad for p in backbone.parameters())


def test_loading_draws_no_random_number(tmp_path: Path, whole: nn.Module) -> None:
    torch.save(whole.state_dict(), tmp_path / "w.pth")
    before = torch.get_rng_state()
    backbone_of(model=MODEL, weights=str(tmp_path / "w.pth"))
    assert torch.equal(torch.get_rng_state(), before)


@pytest.mark.parametrize(
    ("model", "old"),
    [
        # As in torchvision's published files.
        ("densenet121", lambda name: re.sub(r"(denselayer\d+\.\w+)([12]\.)", r"\1.\2", name)),
        (
            "vit_b_32",
            lambda name: name.replace("mlp.0.", "mlp.linear_1.").replace("mlp.3.", "mlp.linear_2."),
        ),
        ("mnasnet0_5", str),
    ],
)
def test_former_names_are_known(tmp_path: Path, model: str, old: Any) -> None:
    whole = with_own_statistics(torchvision_model(model))
    state = {old(name): value for name, value in whole.state_dict().items()}
    # Published files are also older than the counters of batches.
    state = {n: v for n, v in state.items() if not n.endswith("num_batches_tracked")}
    assert model == "mnasnet0_5" or set(state) - set(whole.state_dict())
    save_file(state, tmp_path / "old.safetensors")
    weights = str(tmp_path / "old.safetensors")
    assert_has_weights_of(backbone_of(224, model=model, weights=weights), whole)


def test_inception_scales_images_as_its_published_weights_need(tmp_path: Path) -> None:
    whole = torchvision_model("inception_v3", transform_input=True)
    torch.save(whole.state_dict(), tmp_path / "w.pth")
    cut = {"model": "inception_v3", "output": "Conv2d_1a_3x3"}
    backbone = backbone_of(75, **cut, weights=str(tmp_path / "w.pth")).eval()
    images = torch.randn(1, 3, 75, 75)
    scaled = whole._transform_input(images)
    assert not torch.equal(scaled, images)
    expected = whole.get_submodule("Conv2d_1a_3x3")(scaled)
    torch.testing.assert_close(backbone(images), expected)


class Program:
    """What runs when it is unpickled."""

    def __init__(self, evidence: Path) -> None:
        self.evidence = evidence

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.evidence),)


@pytest.mark.parametrize("new_format", [True, False])
def test_a_file_that_would_run_a_program_is_refused(
    tmp_path: Path, whole: nn.Module, new_format: bool
) -> None:
    evidence, file = tmp_path / "evidence", tmp_path / "evil.pth"
    content = {**whole.state_dict(), "program": Program(evidence)}
    torch.save(content, file, _use_new_zipfile_serialization=new_format)
    with pytest.raises(WeightsError) as caught:
        backbone_of(model=MODEL, weights=str(file))
    assert not evidence.exists()
    assert str(caught.value) == (
        "the file of weights is damaged, or holds Python objects besides tensors, which could run "
        "any program and are never loaded.\n"
        f"  file: {file}\n"
        "  node: backbone (Backbone)\n"
        "  fix: save model.state_dict() alone, with torch.save or safetensors, and use that file."
    )


@pytest.mark.parametrize("name", ["cut.pth", "cut.safetensors", "text.pt", "empty.safetensors"])
def test_a_damaged_file_is_refused(tmp_path: Path, whole: nn.Module, name: str) -> None:
    file = tmp_path / name
    if name.startswith("cut"):
        save = save_file if name.endswith("safetensors") else torch.save
        save(whole.state_dict(), file)
        file.write_bytes(file.read_bytes()[:-1000])
    else:
        file.write_text("" if name.startswith("empty") else "no weights at all")
    with pytest.raises(WeightsError, match="the file of weights") as caught:
        backbone_of(model=MODEL, weights=str(file))
    assert caught.value.places["file"] == str(file)


@pytest.mark.parametrize("content", [[1, 2], {}, {"epoch": 3}, {"a": torch.ones(1), "b": "text"}])
def test_a_file_without_a_state_dict_is_refused(tmp_path: Path, content: Any) -> None:
    torch.save(content, tmp_path / "w.pth")
    with pytest.raises(WeightsError, match="the file holds no state dict"):
        backbone_of(model=MODEL, weights=str(tmp_path / "w.pth"))


def test_a_missing_file_is_refused_with_where_it_was_looked_for() -> None:
    with pytest.raises(WeightsError) as caught:
        backbone_of(model=MODEL, weights="no/such.pth")
    assert caught.value.message == "there is no file of weights at this path."
    assert caught.value.fix == f"check the path; relative ones start at {Path.cwd()}."


def test_weights_that_lack_some_are_refused(tmp_path: Path, whole: nn.Module) -> None:
    state = {n: v for n, v in whole.state_dict().items() if not n.startswith("features.3.")}
    torch.save(state, tmp_path / "w.pth")
    with pytest.raises(WeightsError) as caught:
        backbone_of(model=MODEL, weights=str(tmp_path / "w.pth"))
    assert str(caught.value) == (
        f"the weights lack 'features.3.squeeze.weight' of {MODEL} (5 more after it).\n"
        f"  file: {tmp_path / 'w.pth'}\n"
        "  holds: features.0.weight, features.0.bias, features.4.squeeze.weight, …\n"
        "  node: backbone (Backbone)\n"
        f'  fix: set weights="none", or weights to a file with the state dict of torchvision\'s '
        f"{MODEL}, or model to the one that the file is of."
    )
    assert backbone_of(model=MODEL, output="features.2", weights=str(tmp_path / "w.pth"))


def test_weights_of_another_model_are_refused(tmp_path: Path) -> None:
    torch.save(torchvision_model("squeezenet1_0").state_dict(), tmp_path / "w.pth")
    network = network_of(model=MODEL, weights=str(tmp_path / "w.pth"))
    with pytest.raises(WeightsError) as caught:
        build(network)
    assert caught.value.message == (
        f"the weights do not fit {MODEL}: 'features.0.weight' is [96,3,7,7], "
        "but [64,3,3,3] is needed (9 more after it)."
    )
    assert build(apply_fix(network, caught.value))


def test_weights_of_a_vit_for_other_images_say_which(tmp_path: Path) -> None:
    torch.save(torchvision_model("vit_b_32").state_dict(), tmp_path / "w.pth")
    weights = {"model": "vit_b_32", "weights": str(tmp_path / "w.pth")}
    with pytest.raises(WeightsError) as caught:
        backbone_of(64, **weights)
    assert caught.value.message == (
        "the weights do not fit vit_b_32: 'encoder.pos_embedding' is [1,50,768], "
        "but [1,5,768] is needed."
    )
    assert caught.value.fix == "put Upsample(size=[224, 224]) before it."
    assert backbone_of(224, **weights)


def test_a_checkpoint_needs_no_file_of_weights() -> None:
    network = network_of(model=MODEL, weights="gone.pth", trainable=1)
    module = build(network, pretrained=False)
    assert sum(p.requires_grad for p in module.parameters()) == 6


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of torch.hub."""
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "hub" / "checkpoints"


@contextmanager
def proxies(**addresses: str) -> Iterator[None]:
    """Requests go through these proxies, whatever the environment says."""
    urllib.request.install_opener(build_opener(ProxyHandler(addresses)))
    yield
    urllib.request.install_opener(None)


@pytest.fixture
def offline() -> Iterator[None]:
    """No way out: every request goes to a port where nobody listens."""
    with proxies(http="127.0.0.1:9", https="127.0.0.1:9"):
        yield


@pytest.mark.usefixtures("offline")
def test_torchvisions_weights_that_are_there_need_no_network(home: Path, whole: nn.Module) -> None:
    home.mkdir(parents=True)
    torch.save(whole.state_dict(), home / FILE)
    assert_has_weights_of(backbone_of(model=MODEL, weights="default"), whole)


@pytest.mark.usefixtures("offline")
def test_without_network_the_file_and_its_place_are_named(home: Path, whole: nn.Module) -> None:
    network = network_of(model=MODEL, weights="default")
    with pytest.raises(WeightsError) as caught:
        build(network)
    assert str(caught.value) == (
        f"the weights of {MODEL} cannot be downloaded: "
        "<urlopen error [Errno 111] Connection refused>.\n"
        f"  url: https://download.pytorch.org/models/{FILE}\n"
        f"  file: {home / FILE}\n"
        "  node: backbone (Backbone)\n"
        f"  fix: put {FILE} from the url above into {home}, "
        'or anywhere and set weights="PATH" to it.'
    )
    torch.save(whole.state_dict(), Path(caught.value.places["file"]))
    assert_has_weights_of(build(network).get_submodule("backbone"), whole)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder and the address at which it is served."""
    folder = tmp_path / "site"
    folder.mkdir()
    handler = functools.partial(_Quiet, directory=str(folder))
    with proxies(), ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def publish(
    site: tuple[Path, str], whole: nn.Module, monkeypatch: pytest.MonkeyPatch, digest: str = ""
) -> str:
    """Put weights on the site as torchvision's own; gives the file's name."""
    folder, address = site
    torch.save(whole.state_dict(), folder / "w")
    digest = digest or hashlib.sha256((folder / "w").read_bytes()).hexdigest()[:8]
    name = f"{MODEL}-{digest}.pth"
    (folder / "w").rename(folder / name)
    published = SimpleNamespace(url=f"{address}/{name}")
    monkeypatch.setattr(download, "default_weights", lambda model: published)
    return name


def test_torchvisions_weights_are_downloaded_once_with_a_progress_bar(
    site: tuple[Path, str],
    home: Path,
    whole: nn.Module,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    name = publish(site, whole, monkeypatch)
    assert_has_weights_of(backbone_of(model=MODEL, weights="default"), whole)
    assert re.search(r"100(\.0)?%", capfd.readouterr().err), "with tqdm and without"
    (site[0] / name).unlink()
    assert_has_weights_of(backbone_of(model=MODEL, weights="default"), whole)
    assert [file.name for file in home.iterdir()] == [name]


def test_a_download_that_was_changed_on_its_way_is_refused(
    site: tuple[Path, str], home: Path, whole: nn.Module, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site, whole, monkeypatch, digest="0123abcd")
    with pytest.raises(WeightsError, match="cannot be downloaded: invalid hash value"):
        backbone_of(model=MODEL, weights="default")
    assert not list(home.iterdir())
