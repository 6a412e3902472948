"""A package of layers, installed from its wheel, is on every surface; a broken one harms none."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).with_name("third_party_layer")
GUIDE = Path(__file__).parents[1] / "docs/write-a-layer.md"
NETWRIGHT = (sys.executable, "-c", "from netwright.interfaces.cli import main; main()")

TRAIN = """\
import torch
from netwright.layers import build, builder

torch.manual_seed(0)
x = builder.input("x", (2, 6))
swish = builder.learnedswish(x, init=0.5, name="swish")
y = builder.linear(builder.flatten(builder.squaredrelu(swish)), 1)
module = build(builder.network(y=y))
beta = module.swish.beta.detach().clone()
assert beta.tolist() == [0.5, 0.5]
inputs = torch.randn(64, 2, 6)
wanted = inputs.square().mean((1, 2)).unsqueeze(1)
optimizer = torch.optim.Adam(module.parameters(), lr=0.05)
losses = []
for _ in range(50):
    loss = torch.nn.functional.mse_loss(module(inputs)["y"], wanted)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
assert losses[-1] < losses[0] / 4, losses
assert not torch.equal(module.swish.beta, beta)
"""

USE_BROKEN = """\
from netwright.interfaces.documents import Input, Network, Node
from netwright.layers import check

broken = Node(id="far", op="Far", inputs=("x",))
check(Network(inputs={"x": Input(shape=(4,))}, nodes=(broken,), outputs={"y": "far"}))
"""


def call(site: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command for which `site` is a folder of installed packages."""
    inherited = [
        os.path.abspath(p) for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if p
    ]
    path = os.pathsep.join([str(site), *inherited])
    return subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", "COLUMNS": "200"},
        cwd=site,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def succeeds(site: Path, *command: str) -> str:
    ended = call(site, *command)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example package, installed from its wheel."""
    folder = tmp_path_factory.mktemp("third_party")
    source, wheels, site = folder / "source", folder / "wheels", folder / "site"
    shutil.copytree(PACKAGE, source)
    site.mkdir()
    build = ("build", "--no-isolation", "--wheel", "--outdir", str(wheels), str(source))
    succeeds(folder, sys.executable, "-m", *build)
    (wheel,) = wheels.glob("*.whl")
    install = ("pip", "install", "--no-deps", "--no-index", "--target", str(site), str(wheel))
    succeeds(folder, sys.executable, "-m", *install)
    return site


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder with a package whose entry point names a module that is not there."""
    about = tmp_path / "broken_layers-0.3.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: broken-layers\nVersion: 0.3\n")
    (about / "entry_points.txt").write_text("[netwright.layers]\nFar = far_away:Far\n")
    return tmp_path


def test_its_layers_are_listed(site: Path) -> None:
    ended = call(site, *NETWRIGHT, "layers", "list")
    assert "\n  LearnedSwish        Multiplies each value by its own sigmoid" in ended.stdout
    assert "\n  SquaredReLU         Squares what is positive" in ended.stdout
    assert "\n  Conv2d " in ended.stdout
    assert not ended.stderr


def test_they_have_their_page(site: Path) -> None:
    page = succeeds(site, *NETWRIGHT, "layers", "show", "LearnedSwish")
    assert "With beta 1 it starts as SiLU" in page
    assert "The beta that training starts from. Number 0 to 100." in page


def test_they_are_functions_of_the_builder_and_train(site: Path) -> None:
    succeeds(site, sys.executable, "-c", TRAIN)


def test_the_guide_shows_the_files_of_the_package() -> None:
    shown = dict(
        re.findall(
            r"^`(\S+)`:\n\n(?:<!-- [^\n]* -->\n\n)?```\w+\n(.*?)^```$",
            GUIDE.read_text("utf-8"),
            re.MULTILINE | re.DOTALL,
        )
    )
    files = [file for file in PACKAGE.rglob("*.*") if file.suffix in (".py", ".toml")]
    needed = {file for file in files if file.name != "__init__.py"}
    assert {PACKAGE / name for name in shown} == needed
    assert all((PACKAGE / name).read_text("utf-8") == text for name, text in shown.items())


def test_what_the_guide_says_of_their_use_works(site: Path) -> None:
    _, _, use = GUIDE.read_text("utf-8").partition("## Use it")
    (program,) = re.findall(r"^```python\n(.*?)^```$", use, re.MULTILINE | re.DOTALL)
    printed = succeeds(site, sys.executable, "-c", program)
    assert printed == "torch.Size([8]) torch.Size([2, 10])\n"


def test_they_pass_the_contract_by_the_tests_of_their_package(site: Path, tmp_path: Path) -> None:
    tests = shutil.copytree(PACKAGE / "tests", tmp_path / "tests")
    pytest = ("pytest", "-q", "-p", "no:cacheprovider", str(tests))
    printed = succeeds(site, sys.executable, "-m", *pytest)
    assert re.search(r"^\d+ passed in ", printed, re.MULTILINE), printed  # None was skipped.


def test_a_broken_package_is_named_in_one_line_and_takes_nothing_down(
    site: Path, broken: Path
) -> None:
    shutil.copytree(site, broken, dirs_exist_ok=True)
    ended = call(broken, *NETWRIGHT, "layers", "list")
    assert ended.returncode == 0
    assert "\n  LearnedSwish " in ended.stdout
    assert "Far" not in ended.stdout
    (line,) = ended.stderr.splitlines()
    assert line == (
        "Left out: the layer 'Far' cannot be imported (ModuleNotFoundError: No module named "
        "'far_away'). Package: broken-layers 0.3. Fix: install broken-layers again, with what it "
        "needs, or uninstall it."
    )


def test_asking_for_its_layer_is_an_error_that_names_the_package_and_the_fix(broken: Path) -> None:
    ended = call(broken, *NETWRIGHT, "layers", "show", "Far")
    assert ended.returncode == 2
    assert ended.stderr.endswith(
        "NetworkError: the layer 'Far' cannot be imported (ModuleNotFoundError: No module named "
        "'far_away').\n"
        "  package: broken-layers 0.3\n"
        "  entry_point: far_away:Far\n"
        "  fix: install broken-layers again, with what it needs, or uninstall it.\n"
    )


def test_a_network_with_its_layer_is_refused_at_the_node(broken: Path) -> None:
    ended = call(broken, sys.executable, "-c", USE_BROKEN)
    *_, error, package, entry_point, node, fix = ended.stderr.splitlines()
    assert error.startswith("netwright.interfaces.errors.NetworkError: the layer 'Far' cannot be")
    assert package == "  package: broken-layers 0.3"
    assert entry_point == "  entry_point: far_away:Far"
    assert node == "  node: far (Far)"
    assert fix.startswith("  fix: install broken-layers again")
