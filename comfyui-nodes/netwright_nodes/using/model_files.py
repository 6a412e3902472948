"""Model files: in the registered model folder `netwright`, and those of runs."""

from __future__ import annotations

from pathlib import Path

from netwright.interfaces.errors import ModelError, did_you_mean

from ..comfyui import models_folders, output_folder
from ..training.run_names import run_names, runs_folder
from ..wiring.folders import inside_or_absolute


def model_names() -> list[str]:
    """The models that are there: of runs, the newest first, then those of the model folders.

    A run's is named as it lies in the output folder, any other one as in its model folder.
    """
    runs = [f"netwright/runs/{name}/model.onnx" for name in run_names()]
    of_runs = [name for name in runs if (output_folder() / name).is_file()]
    others = {
        path.relative_to(folder).as_posix()
        for folder in models_folders()
        if folder.is_dir()
        for path in folder.rglob("*.onnx")
    }
    return [*of_runs, *sorted(others)]


def model_path(name: str) -> Path:
    """The file that `name` means: an absolute path, or one in the model folders or the output.

    Raises:
        UsageError: A path that is not absolute leads out of these folders.
        ModelError: There is no such file.
    """
    places = [inside_or_absolute(folder, name) for folder in (*models_folders(), output_folder())]
    for place in places:
        if place.is_file():
            return place
    known = model_names()
    raise ModelError(
        f"there is no model {name!r}.",
        folders=f"{models_folders()[0]} and {runs_folder()}",
        fix=did_you_mean(name, known) if known else "train one, or put one into the first folder.",
    )


def new_model_path(name: str) -> Path:
    """Where a model of that name is written, in the first model folder.

    Raises:
        UsageError: It would lie elsewhere.
    """
    folder = models_folders()[0]
    path = inside_or_absolute(folder, name) if not Path(name).is_absolute() else None
    if path is None:
        raise ModelError(
            f"{name!r} is an absolute path; models are written into one folder alone.",
            folder=folder,
            fix=f"write {Path(name).name!r}.",
        )
    return path if path.suffix == ".onnx" else path.with_name(f"{path.name}.onnx")
