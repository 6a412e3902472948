"""Maps that are found without automatic differentiation are those that torch finds with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from PIL import Image

from netwright.data import Prepared, prepare, write_digits
from netwright.inference import Explainer, HeatMap, Predictor, embed_class_activation
from netwright.interfaces.documents import Network, Recipe
from netwright.layers import build, builder, check
from netwright.layers.builder import Value
from netwright.training.checkpoint import Progress
from netwright.training.shipping import Sizes, Trained, ship
from netwright.training.shipping.deployed import Deployed, deployed_on_cpu


def _pooled(features: Value) -> Value:
    return builder.flatten(builder.adaptiveavgpool2d(features, output_size=1))


def _hidden(features: Value) -> Value:
    x = builder.gelu(builder.linear(_pooled(features), 24))
    return builder.linear(x, 10)


def _normalised(features: Value) -> Value:
    return builder.linear(builder.dropout(builder.batchnorm1d(_pooled(features))), 10)


HEADS: dict[str, tuple[str, Callable[[Value], Value]]] = {
    "pooled": ("cam", lambda features: builder.linear(_pooled(features), 10)),
    "normalised": ("cam", _normalised),
    "hidden": ("grad-cam", _hidden),
    "largest": (
        "grad-cam",
        lambda x: builder.linear(builder.flatten(builder.maxpool2d(x, 2)), 10),
    ),
    "flat": ("grad-cam", lambda x: builder.linear(builder.flatten(x), 10)),
}


def _network(head: Callable[[Value], Value]) -> Network:
    x = builder.input("image", (1, 8, 8))
    x = builder.relu(builder.batchnorm2d(builder.conv2d(x, 12, kernel_size=3, padding=1)))
    x = builder.maxpool2d(x, 2)
    x = builder.relu(builder.conv2d(x, 20, kernel_size=3, padding=1), name="last")
    return builder.network(logits=head(x))


@pytest.fixture(scope="module")
def digits(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("digits")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NETWRIGHT_CACHE", str(folder / "cache"))
        write_digits(folder / "pictures")
        return prepare(folder / "pictures")


def _exported(network: Network, digits: Prepared, path: Path, sizes: Sizes = "own") -> Deployed:
    torch.manual_seed(0)
    module, checked, recipe = build(network), check(network), Recipe()
    for part in module.modules():
        if isinstance(part, (torch.nn.BatchNorm1d, torch.nn.BatchNorm2d)):
            torch.nn.init.uniform_(part.running_mean, -0.2, 0.2)
            torch.nn.init.uniform_(part.weight, 0.5, 1.5)
    deployed = deployed_on_cpu(module, digits.document, recipe)
    ship(Trained("net", deployed, checked, digits, recipe, Progress()), path, sizes)
    return deployed


def _by_torch(deployed: Deployed, raw: np.ndarray, index: int) -> np.ndarray:
    """Grad-CAM without its ReLU (Selvaraju et al., 2017), times the number of places."""
    seen: list[torch.Tensor] = []

    def keep(module: torch.nn.Module, given: object, made: torch.Tensor) -> None:
        made.retain_grad()
        seen.append(made)

    hook = deployed.network.get_submodule("last").register_forward_hook(keep)
    logits, _ = deployed(torch.from_numpy(raw[np.newaxis]))
    logits[0, index].backward()
    hook.remove()
    (features,) = seen
    assert features.grad is not None
    weights = features.grad.sum(dim=(2, 3), keepdim=True)
    maps: np.ndarray = (weights * features).sum(dim=1)[0].detach().numpy()
    return maps


@pytest.mark.parametrize("head", list(HEADS))
def test_the_map_is_the_one_that_torch_finds(head: str, digits: Prepared, tmp_path: Path) -> None:
    method, ending = HEADS[head]
    deployed = _exported(_network(ending), digits, tmp_path / "model.onnx")
    explain = Explainer(tmp_path / "model.onnx", layer="last")
    for number, index in ((0, 0), (7, 3), (100, 9)):
        raw = np.array(digits.val.inputs[number])
        expected = _by_torch(deployed, raw, index)
        heat = explain(raw, label=str(index))
        assert isinstance(heat, HeatMap)
        assert (heat.layer, heat.method) == ("last", method)
        atol = 2e-3 * float(np.abs(expected).max())
        np.testing.assert_allclose(heat.values, expected, rtol=2e-3, atol=atol)


@pytest.mark.parametrize(("sizes", "places"), [("free", (20, 12)), ("fitted", (4, 4))])
def test_models_for_pictures_of_any_size_are_explained_at_it(
    sizes: Sizes, places: tuple[int, int], digits: Prepared, tmp_path: Path
) -> None:
    model, out = tmp_path / "model.onnx", tmp_path / "with maps.onnx"
    _exported(_network(HEADS["pooled"][1]), digits, model, sizes)
    small = Image.fromarray(np.array(digits.val.inputs[0])[..., 0])
    picture = small.resize((24, 40), Image.Resampling.BILINEAR)
    heat, answer = Explainer(model)(picture), Predictor(model)(picture)
    assert isinstance(heat, HeatMap)
    assert (heat.method, heat.values.shape, heat.size) == ("cam", places, (24, 40))
    assert heat.at_own_size().shape == (40, 24)
    # A graph that fits pictures itself rounds otherwise than Pillow does.
    assert heat.probability == pytest.approx(answer.probability, abs=0.01)
    embed_class_activation(model, out)
    raw = np.asarray(picture)[np.newaxis, ..., np.newaxis]
    session = onnxruntime.InferenceSession(out, providers=["CPUExecutionProvider"])
    (maps,) = session.run(["class_activation"], {"images": raw})
    assert maps.shape == (1, 10, *places)
