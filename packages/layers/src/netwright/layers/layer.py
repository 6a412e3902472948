"""What a layer is: one frozen, described class from which every surface is derived.

The JSON Schema, the ComfyUI node, the reference page, the Python builder, generated code and the
contract test all read the same class, so adding a layer touches one file. torch is imported only
when a layer is built: listing layers and showing their help does not need it.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo

from netwright.interfaces.documents.problems import located
from netwright.interfaces.errors import NetworkError
from netwright.layers.families.fixes import Fix, putting
from netwright.layers.families.ranks import reshaping

if TYPE_CHECKING:
    from torch import nn

    from netwright.layers.source.traced.made import Part

Shape = tuple[int, ...]
"""Sizes of a tensor without the batch axis: [C,H,W] of an image, [F] of a row of features."""


class TensorType(NamedTuple):
    """What flows along an edge: the shape without the batch axis, and the dtype's name."""

    shape: Shape
    dtype: str = "float32"

    def __str__(self) -> str:
        return f"[{','.join(map(str, self.shape))}]"


class Example(NamedTuple):
    """A use of a layer that its page shows and its contract test runs."""

    params: Mapping[str, Any]
    inputs: tuple[TensorType, ...]


class Misfit(Exception):
    """A layer does not fit its inputs; shape inference adds the names of the nodes.

    Args:
        expects: What the layer expects, such as ``784 features``.
        gives: What came, such as ``1024``; None for the shape that came.
        fix: What to do, as a sentence that can be pasted.
        input: Which of the layer's inputs does not fit.
    """

    def __init__(self, expects: str, gives: str | None = None, *, fix: str, input: int = 0) -> None:
        super().__init__(expects)
        self.expects, self.gives, self.fix, self.input = expects, gives, fix, input


def inferred(axis: int, unit: str, input: int = 0) -> Any:
    """A parameter that may be left out: it is the size of an input along `axis`.

    Args:
        axis: Of the input's shape without the batch axis; negative counts from the end.
        unit: What is counted along it, in the plural, for error messages.
        input: Which of the layer's inputs gives it.
    """
    where = f" at input {input + 1}" if input else ""
    return Field(
        None,
        ge=1,
        le=2**31 - 1,
        description=f"How many {unit} come in{where}. Left out, it is taken from the input.",
        json_schema_extra={"inferred_axis": axis, "unit": unit, "input": input},
    )


class Layer(BaseModel):
    """The base of every layer. The class's name is the `op`; fields are its parameters.

    A subclass with the name and parameters of a `torch.nn` module needs no code, and one with a
    module of its own needs a line. One without weights may define `forward` instead, which is
    traced into the network's own code. Anything else defines `build`.

    Attributes:
        category: The menu it stands in.
        takes: The shapes it takes, as letters: ``C,H,W``; ``...`` stands for any leading axes.
            Empty: any shape.
        dtypes: The dtypes it takes: ``int64`` too where a layer moves values and computes nothing.
        input_names: Its inputs, in order. `variadic` ones have no names: two or more, all alike.
        output_names: Its outputs, in order.
        keeps_type: Whether it gives the type it takes, whatever that is. Shapes are then known
            without running it; what torch would refuse, `check` must refuse.
        module: The Python module that holds the class of its torch module.
        formula: What it computes, in words and symbols of the torch documentation.
        onnx: The ONNX operators it becomes.
        not_in_onnx: Why it cannot be exported, where it cannot.
        outputs_fix: What to do when what comes out is no tensor with the batch axis first.
        paper: The method's source (authors, year), where there is one.
        examples: At least one; the first is shown on its page.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    category: ClassVar[str]
    takes: ClassVar[tuple[str, ...]] = ()
    dtypes: ClassVar[tuple[str, ...]] = ("float32",)
    input_names: ClassVar[tuple[str, ...]] = ("input",)
    variadic: ClassVar[bool] = False
    output_names: ClassVar[tuple[str, ...]] = ("output",)
    keeps_type: ClassVar[bool] = False
    module: ClassVar[str] = "torch.nn"
    formula: ClassVar[str] = ""
    onnx: ClassVar[str] = ""
    not_in_onnx: ClassVar[str] = ""
    outputs_fix: ClassVar[str] = "change its axes; the batch axis is not counted."
    paper: ClassVar[str] = ""
    examples: ClassVar[tuple[Example, ...]]

    @classmethod
    def op(cls) -> str:
        """The name in documents: the class's own."""
        return cls.__name__

    @classmethod
    def summary(cls) -> str:
        """The first line of the docstring."""
        return (cls.__doc__ or "").strip().partition("\n")[0]

    @classmethod
    def from_params(cls, params: Mapping[str, Any], **places: object) -> Layer:
        """The layer with the parameters of a document's node.

        Raises:
            DocumentError: A parameter is missing, misspelt or out of its range.
        """
        try:
            return cls.model_validate({name: _hashable(value) for name, value in params.items()})
        except ValidationError as error:
            raise located(cls, cls.op(), error, places) from None

    @classmethod
    def inferred_fields(cls) -> dict[str, FieldInfo]:
        """The parameters that may be left out because the input gives them."""
        return {
            name: field
            for name, field in cls.model_fields.items()
            if isinstance(field.json_schema_extra, dict)
            and "inferred_axis" in field.json_schema_extra
        }

    def resolve(self, *inputs: TensorType) -> Layer:
        """The layer with its inferred parameters filled in, after checking that `inputs` fit.

        Raises:
            Misfit: They do not.
        """
        self._check_count(inputs)
        for index, given in enumerate(inputs):
            self._check_dtype(given, index)
            self._check_rank(given, index)
        found = {
            name: self._infer(name, field, inputs) for name, field in self.inferred_fields().items()
        }
        layer = self.model_copy(update=found) if found else self
        layer.check(*inputs)
        return layer

    def check(self, *inputs: TensorType) -> None:
        """Raise Misfit where `inputs`, right in number and rank, still do not fit."""

    def build(self, *inputs: TensorType) -> nn.Module:
        """A new module for `inputs`; called on a resolved layer only."""
        return self.module_type()(**self.module_arguments())

    def blank(self, *inputs: TensorType) -> nn.Module:
        """As `build`, but no file of weights is read: for shapes, and where a checkpoint follows.

        Only a layer whose weights come from a file needs one of its own.
        """
        return self.build(*inputs)

    def refused(self, error: Exception, *inputs: TensorType) -> Misfit:
        """What to tell when torch refuses `inputs` that passed `check`."""
        reason = str(error).partition("\n")[0].rstrip(".")
        return Misfit(
            f"inputs that torch takes ({reason})",
            fix="change its parameters, or what is wired into it.",
        )

    @classmethod
    def module_type(cls) -> type[nn.Module]:
        """The class of the layer's module, which has the layer's name."""
        found: type[nn.Module] = getattr(importlib.import_module(cls.module), cls.op())
        return found

    def module_arguments(self) -> dict[str, Any]:
        """The arguments of the torch module: every parameter, unless a subclass says otherwise."""
        return {name: getattr(self, name) for name in type(self).model_fields}

    def products(
        self, inputs: tuple[TensorType, ...], outputs: tuple[TensorType, ...]
    ) -> int | None:
        """The multiply-adds of a resolved layer for one sample; None where torch has to count them.

        Only what is in most networks, and gives memory of its own, is worth a formula.
        """
        return None

    def onnx_problem(self, *inputs: TensorType) -> str:
        """Why this use of a resolved layer cannot be exported, with a way out; empty if it can.

        A layer that cannot be exported at all says so in `not_in_onnx`; one that cannot with some
        parameters, or for some shapes of `inputs`, overrides this.
        """
        return self.not_in_onnx

    def written(self, *inputs: TensorType) -> Part | None:
        """The class that its module becomes in plain PyTorch; None where the module's own will do.

        Only a layer that takes its module from a library besides torch needs one.
        """
        return None

    @classmethod
    def is_function(cls) -> bool:
        """Whether the layer defines `forward` and so has no module and no weights."""
        return hasattr(cls, "forward")

    def _check_count(self, inputs: tuple[TensorType, ...]) -> None:
        if self.variadic and len(inputs) < 2:
            raise NetworkError(
                f"{self.op()} joins two or more inputs, but {len(inputs)} came.",
                fix="wire at least two nodes into it.",
            )
        if not self.variadic and len(inputs) != len(self.input_names):
            names = ", ".join(self.input_names)
            raise NetworkError(
                f"{self.op()} takes {len(self.input_names)} input(s) ({names}), "
                f"but {len(inputs)} came.",
                fix="wire one node into each input; join several with Add or Concat first.",
            )

    def _check_dtype(self, given: TensorType, index: int) -> None:
        if given.dtype in self.dtypes:
            return
        other = (
            "Embedding where the values are indices"
            if given.dtype == "int64"
            else f"give the network's input the dtype {self.dtypes[0]}"
        )
        raise Misfit(
            f"{' or '.join(self.dtypes)} values",
            f"{given.dtype} values",
            fix=f'put Cast(dtype="{self.dtypes[0]}") before {self._place()}, or {other}.',
            input=index,
        )

    def _check_rank(self, given: TensorType, index: int) -> None:
        if not self.takes or any(_fits(letters, given.shape) for letters in self.takes):
            return
        shapes = " or ".join(f"[{letters}]" for letters in self.takes)
        raise Misfit(f"an input of shape {shapes}", fix=self.rank_fix(given), input=index)

    def rank_fix(self, given: TensorType) -> str:
        """What to do when the number of axes does not fit."""
        return putting(reshaping(self.takes, given.shape), self._place())

    def _place(self) -> str:
        return "that input" if self.variadic or len(self.input_names) > 1 else "it"

    def _infer(self, name: str, field: FieldInfo, inputs: tuple[TensorType, ...]) -> Any:
        extra: Any = field.json_schema_extra
        index = extra["input"]
        size, wanted = inputs[index].shape[extra["inferred_axis"]], getattr(self, name)
        if wanted is not None and wanted != size:
            raise Misfit(
                f"{wanted} {extra['unit']}",
                str(size),
                fix=Fix(f"leave {name} out, or set {name}={size}.", {name: size}),
                input=index,
            )
        return size


def _fits(letters: str, shape: Shape) -> bool:
    axes = letters.split(",")
    return len(shape) >= len(axes) - 1 if axes[0] == "..." else len(shape) == len(axes)


def _hashable(value: Any) -> Any:
    # Layers are keys of the shape cache, so lists of a document become tuples.
    return tuple(map(_hashable, value)) if isinstance(value, list) else value
