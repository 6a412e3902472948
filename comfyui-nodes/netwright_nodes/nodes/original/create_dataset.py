"""Folders of images to train on."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from PIL import Image

from netwright.interfaces.documents import ImagePreprocessing
from netwright.interfaces.errors import DocumentError
from netwright.interfaces.imaging import read_image

from ...comfyui import input_folder, io
from ...original.data import Reading, Side, prepared
from ...original.sockets import CATEGORY, Data, Tensor
from ...original.text import numbers, sizes
from ...training.preparing import PreparationProgress
from ...wiring.fingerprints import fingerprint
from ...wiring.folders import inside_or_absolute
from ...wiring.pictures import as_image, as_pixels
from ...wiring.refusing import refusing

_MEAN, _STD = "[0.485, 0.456, 0.406]", "[0.229, 0.224, 0.225]"


class CreateDataset(io.ComfyNode):
    """Reads folders of images, and one picture as the network sees it."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="create_dataset",
            display_name="create dataset",
            category=CATEGORY,
            description="Reads a folder with a folder of images for each class. The node Dataset "
            "takes its place.",
            inputs=[
                io.Boolean.Input("resize", default=True, tooltip="Give all pictures one size."),
                io.Boolean.Input("normalize", default=True, tooltip="With mean and std."),
                io.String.Input(
                    "train_data_path",
                    default="",
                    tooltip="A folder: in ComfyUI's input folder, or an absolute path.",
                ),
                io.Boolean.Input(
                    "val_data",
                    default=True,
                    tooltip="Validate on val_data_path; else on a fifth of the training pictures.",
                ),
                io.Int.Input(
                    "number_of_image",
                    default=0,
                    min=0,
                    max=2**31 - 1,
                    tooltip="Which training picture comes out at test data and image show.",
                ),
                io.String.Input(
                    "resize_w_h",
                    default="[512, 512]",
                    optional=True,
                    tooltip="Height, then width, in pixels, in spite of the name.",
                ),
                io.String.Input(
                    "mean", default=_MEAN, optional=True, tooltip="Of red, green, blue, 0 to 1."
                ),
                io.String.Input(
                    "std", default=_STD, optional=True, tooltip="Of red, green, blue, 0 to 1."
                ),
                io.String.Input(
                    "val_data_path",
                    default="",
                    optional=True,
                    tooltip="As train_data_path, with the same classes.",
                ),
                io.Image.Input(
                    "forward_image", optional=True, tooltip="Comes out at Data preprocessing."
                ),
            ],
            outputs=[
                Data.Output("train_out", display_name="train dataset"),
                Data.Output("val_out", display_name="val dataset"),
                Tensor.Output("data_out", display_name="test data"),
                Tensor.Output("label_out", display_name="test label"),
                io.Image.Output("show_out", display_name="image show"),
                Tensor.Output("preprocessing_out", display_name="Data preprocessing"),
            ],
            hidden=[io.Hidden.unique_id],
            is_deprecated=True,
        )

    @classmethod
    @refusing
    def validate_inputs(
        cls,
        resize_w_h: str | None = None,
        mean: str | None = None,
        std: str | None = None,
    ) -> None:
        reading_of(True, True, resize_w_h or "[1, 1]", mean or _MEAN, std or _STD)

    @classmethod
    def fingerprint_inputs(
        cls, train_data_path: str | None, val_data_path: str | None = None, **inputs: Any
    ) -> Any:
        typed = [path for path in (train_data_path, val_data_path) if path]
        return [fingerprint(inside_or_absolute(input_folder(), path)) for path in typed]

    @classmethod
    def execute(
        cls,
        resize: bool,
        normalize: bool,
        train_data_path: str,
        val_data: bool,
        number_of_image: int,
        resize_w_h: str = "[512, 512]",
        mean: str = _MEAN,
        std: str = _STD,
        val_data_path: str = "",
        forward_image: Any = None,
    ) -> Any:
        reading = reading_of(resize, normalize, resize_w_h, mean, std)
        train = _side("train_data_path", train_data_path, reading)
        val = _side("val_data_path", val_data_path, reading) if val_data and val_data_path else None
        found = prepared(train, val, PreparationProgress(cls.hidden.unique_id))
        preprocessing = found.document.preprocessing
        assert isinstance(preprocessing, ImagePreprocessing)
        value, label = found.train[number_of_image % len(found.train)]
        return io.NodeOutput(
            train,
            val or train,
            _as_seen(value[np.newaxis], preprocessing),
            torch.tensor([label]),
            as_image(Image.fromarray(value)),
            _forward(forward_image, preprocessing),
        )


def _side(name: str, path: str, reading: Reading) -> Side:
    if not path.strip():
        raise DocumentError(
            f"{name}: expected a folder of pictures, but it is empty.",
            key=name,
            fix="write the name of a folder in ComfyUI's input folder, or an absolute path.",
        )
    return Side(inside_or_absolute(input_folder(), path), reading)


def reading_of(resize: bool, normalize: bool, resize_w_h: str, mean: str, std: str) -> Reading:
    """How the widgets say that pictures are read. Raises DocumentError where they say nothing."""
    size = _some("resize_w_h", sizes("resize_w_h", resize_w_h, "[512, 512]"), 2)
    means = _some("mean", numbers("mean", mean, float, _MEAN), 3)
    stds = _some("std", numbers("std", std, float, _STD), 3)
    if min(stds) <= 0:
        raise DocumentError(
            f"std: expected numbers above 0, but {std!r} came.", key="std", fix=f"write {_STD}."
        )
    return Reading(
        size=(size[0], size[1]) if resize else None,
        mean=means if normalize else None,
        std=stds if normalize else None,
    )


def _some(name: str, found: tuple[Any, ...], count: int) -> tuple[Any, ...]:
    if len(found) != count:
        raise DocumentError(
            f"{name}: expected {count} numbers, but {len(found)} came.",
            key=name,
            fix=f"write {count} numbers in square brackets.",
        )
    return found


def _as_seen(pictures: np.ndarray, preprocessing: ImagePreprocessing) -> torch.Tensor:
    """uint8 [N,H,W,C] as the network sees them: float32 [N,C,H,W], normalised."""
    scaled = torch.from_numpy(np.ascontiguousarray(pictures)).float() / 255
    mean, std = torch.tensor(preprocessing.mean), torch.tensor(preprocessing.std)
    return ((scaled - mean) / std).movedim(-1, 1)


def _forward(image: Any, preprocessing: ImagePreprocessing) -> torch.Tensor | None:
    if image is None:
        return None
    pictures = [Image.fromarray(pixels) for pixels in as_pixels(image)]
    return _as_seen(np.stack([read_image(p, preprocessing) for p in pictures]), preprocessing)
