"""torchvision's own weights come from its folder, or from the web."""

from __future__ import annotations

import functools
import hashlib
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
from backbone_networks import assert_has_weights_of, backbone_of, network_of, torchvision_model
from torch import nn

from netwright.interfaces.errors import WeightsError
from netwright.layers import build
from netwright.layers.backbones import download

MODEL, FILE = "squeezenet1_1", "squeezenet1_1-b8a52dc0.pth"


@pytest.fixture(scope="module")
def whole() -> nn.Module:
    return torchvision_model(MODEL)


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
    error = caught.value
    assert re.match(f"the weights of {MODEL} cannot be downloaded: .*refused", error.message)
    assert error.places == {
        "url": f"https://download.pytorch.org/models/{FILE}",
        "file": str(home / FILE),
        "node": "backbone (Backbone)",
    }
    assert error.fix == (
        f'put {FILE} from the url above into {home}, or anywhere and set weights="PATH" to it.'
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
