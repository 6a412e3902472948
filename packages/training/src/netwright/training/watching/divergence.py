"""A loss that is not finite: which layer it begins in, and whether the weights are to blame."""

from __future__ import annotations

import copy
from typing import Any

import torch
from torch import fx, nn

from netwright.data.batches import Batch
from netwright.interfaces.documents import Recipe, Warned
from netwright.training.checkpoint import read_weights
from netwright.training.finite import is_finite
from netwright.training.objectives import Objective
from netwright.training.run import Run
from netwright.training.state import State


class Diagnosis:
    """Says where numbers stop being finite: in the samples, a layer, the loss or the weights.

    The weights that a session begins with are kept until there is a checkpoint, to tell a layer
    that gives no finite numbers from weights that training drove off.
    """

    def __init__(self, state: State, objective: Objective, recipe: Recipe, run: Run) -> None:
        self._state, self._objective = state, objective
        self._recipe, self._run = recipe, run
        self._first: dict[str, torch.Tensor] | None = None
        if not run.last_checkpoint.exists():
            self._first = _copied(state.module)

    def __call__(self, batch: Batch, when: str) -> Warned:
        """What to tell.

        Args:
            batch: The last one that was trained on.
            when: Where in the run the loss was seen not to be finite.
        """
        what, fix = self._found(batch)
        return Warned(
            message=f"the loss is not finite {when}, so training stops. {what} "
            f"{self._what_is_kept()}",
            fix=fix,
        )

    def forget_first_weights(self) -> None:
        """There is a checkpoint now, which is better."""
        self._first = None

    def _found(self, batch: Batch) -> tuple[str, str]:
        with torch.no_grad():
            inputs = self._objective.inputs(batch)
        if not is_finite([inputs]):
            return (
                "What the network is given is not finite already.",
                "look for such values: netwright data check.",
            )
        module = copy.deepcopy(self._state.module)  # Batch norms change as they are looked at.
        now = first_non_finite(module, inputs)
        if is_finite(module.parameters()):
            return self._with_finite_weights(now)
        return self._with_spoilt_weights(module, inputs, now)

    def _with_spoilt_weights(
        self, module: nn.Module, inputs: torch.Tensor, now: str | None
    ) -> tuple[str, str]:
        module.load_state_dict(self._good_weights())
        before = first_non_finite(module, inputs)
        if before is not None:
            return f"The first layer with an output that is not finite is {before}.", _LAYER
        found = f"The first layer with an output that is not finite is {now}: its" if now else "The"
        what = (
            f"{found} weights are no longer finite. With the last good weights all is finite, so "
            "the steps were too large."
        )
        return what, self._smaller_steps()

    def _with_finite_weights(self, layer: str | None) -> tuple[str, str]:
        if layer is not None:
            return f"The first layer with an output that is not finite is {layer}.", (
                _PRECISION if self._recipe.precision in ("fp16", "auto") else _LAYER
            )
        return (
            "Every layer's output is finite still, but too large for the loss.",
            self._smaller_steps(),
        )

    def _smaller_steps(self) -> str:
        rate = self._recipe.optimizer.learning_rate
        return f"train with --learning-rate {rate / 10:.3g}, or with --set clip_norm=1."

    def _good_weights(self) -> dict[str, torch.Tensor]:
        if self._run.last_checkpoint.exists():
            return read_weights(self._run.last_checkpoint)
        assert self._first is not None
        return self._first

    def _what_is_kept(self) -> str:
        best = self._state.progress.best_epoch
        return f"Epoch {best}, the best, is kept." if best else "No epoch was finished before."


_LAYER = "give that layer other numbers: no logarithm, root or division of what can be 0."
_PRECISION = 'fp16 ends at 65,504: train with --set precision="bf16" or "fp32".'


def first_non_finite(module: nn.Module, inputs: torch.Tensor) -> str | None:
    """The first layer of a built network that gives anything but finite numbers, as a person
    reads it; None where all do.

    Args:
        module: From `netwright.layers.build`, in the mode it is trained in.
        inputs: Its input, [B,...].
    """
    assert isinstance(module, fx.GraphModule)
    finder = _Finder(module)
    with torch.no_grad():
        finder.run(inputs)
    return finder.found


class _Finder(fx.Interpreter):
    """Runs the graph layer by layer, blocks from within."""

    def __init__(self, module: fx.GraphModule, path: str = "") -> None:
        super().__init__(module)
        self._path = path
        self.found: str | None = None

    def run_node(self, n: fx.Node) -> Any:
        """The node's value, after a look at it."""
        value = super().run_node(n)
        computes = n.op not in ("placeholder", "get_attr", "output")
        if self.found is None and computes and not is_finite(_tensors(value)):
            self.found = f"{self._path + n.name!r}{self._kind(n)}"
        return value

    def call_module(self, target: Any, args: Any, kwargs: Any) -> Any:
        """What the module gives; of a block, layer by layer."""
        block = self.fetch_attr(target)
        if not isinstance(block, fx.GraphModule) or kwargs:
            return super().call_module(target, args, kwargs)
        inner = _Finder(block, f"{self._path}{target} → ")
        value = inner.run(*args)
        self.found = self.found or inner.found
        return value

    def _kind(self, n: fx.Node) -> str:
        return (
            f" ({type(self.fetch_attr(str(n.target))).__name__})" if n.op == "call_module" else ""
        )


def _tensors(value: Any) -> list[torch.Tensor]:
    if isinstance(value, (tuple, list)):
        return [tensor for part in value for tensor in _tensors(part)]
    return [value] if isinstance(value, torch.Tensor) else []


def _copied(module: nn.Module) -> dict[str, torch.Tensor]:
    return {name: value.detach().clone() for name, value in module.state_dict().items()}
