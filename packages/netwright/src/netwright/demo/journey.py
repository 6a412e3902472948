"""The demo's four steps, each the public function of one package."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from netwright.data import Samples, prepare, write_digits
from netwright.inference import Prediction, Predictor
from netwright.interfaces.documents import Recipe
from netwright.training.run import Run
from netwright.training.views import ProgressView


def run_demo(folder: Path, *, epochs: int, seed: int, device: str) -> Run:
    """Write the digits as images, train on them, export, and use the model under onnxruntime.

    Args:
        folder: Where `digits/` and `runs/` are made; digits that are there already are used.
        epochs: Passes over the training digits.
        seed: Decides the split, the weights and the order of samples.
        device: ``auto``, ``cpu``, ``cuda`` or ``mps``.
    """
    digits = folder / "digits"
    with ProgressView() as view:
        view.say(f"1. Data: 1,797 handwritten digits, one folder a class, in {digits}")
        write_digits(digits)
        data = prepare(digits, seed=seed, on_progress=view.on_data)

        view.say(f"2. Train: netwright train --data {digits} --epochs {epochs} --seed {seed}")
        recipe = Recipe(epochs=epochs, seed=seed)
        with view.busy("loading PyTorch"):
            from netwright.training import fit
        run = fit(None, data, recipe, runs=folder / "runs", device=device, listeners=[view])

        view.say(f"3. Forward test under onnxruntime: netwright predict {run.model} IMAGE")
        predictor = Predictor(run.model)
        paths = [digits / path for path in data.val.names]
        predictions = list(predictor.predict(paths))
    _tell(predictions, data.val, digits)
    print(f"\n4. Look at {run.report}")
    print("   Now with your own pictures: netwright train --data FOLDER")
    return run


def _tell(predictions: list[Prediction], samples: Samples, digits: Path) -> None:
    truths = [predictions[0].labels[samples[number][1]] for number in range(len(samples))]
    right = sum(p.label == truth for p, truth in zip(predictions, truths, strict=True))
    for prediction, truth in _one_a_class(zip(predictions, truths, strict=True)):
        mark = "" if prediction.label == truth else "   wrong"
        path = Path(str(prediction.path)).relative_to(digits.parent)
        print(f"   {path}  is a {prediction.label}  ({prediction.probability:.1%}){mark}")
    print(f"   {right} of {len(truths)} held-out digits right ({right / len(truths):.2%})")


def _one_a_class(pairs: Iterable[tuple[Prediction, str]]) -> list[tuple[Prediction, str]]:
    first: dict[str, tuple[Prediction, str]] = {}
    for prediction, truth in pairs:
        first.setdefault(truth, (prediction, truth))
    return list(first.values())
