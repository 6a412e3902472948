"""The module of a backbone: a part of a torchvision model, of which stages may be frozen."""

from __future__ import annotations

from typing import Any, cast

from torch import fx, nn

from netwright.layers.backbones.stages import Trainable, frozen_and_trained, is_within


class Backbone(fx.GraphModule):
    """The steps of a graph and the modules they use; a model's others are not held.

    Its `state_dict` keys are those of torchvision, in their order.

    Args:
        root: The whole model.
        graph: The steps, from images [N,3,H,W].
    """

    def __init__(self, root: nn.Module, graph: fx.Graph) -> None:
        super().__init__(root, graph)
        _order_as(root, self)

    def freeze_all_but(self, trainable: Trainable) -> Backbone:
        """Freeze what is not trained: no weight of it and no running statistic moves, even in
        training mode, and its dropout is off. It stays so in copies."""
        _, learning = frozen_and_trained(self, trainable)
        for name, parameter in self.named_parameters():
            parameter.requires_grad_(any(is_within(name, part) for part in learning))
        # GraphModule copies `meta`, and no other attribute of its own.
        self.meta["frozen"] = () if trainable == "all" else self._modules_without(learning)
        return self.train(self.training)

    def train(self, mode: bool = True) -> Backbone:
        super().train(mode)
        for path in self.meta.get("frozen", ()):
            self.get_submodule(path).training = False
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Backbone:
        copied = cast(Backbone, super().__deepcopy__(memo))
        _order_as(self, copied)
        for path, module in self.named_modules():
            copied.get_submodule(path).training = module.training
        return copied

    def _modules_without(self, parts: list[str]) -> tuple[str, ...]:
        """The modules that hold nothing of `parts`."""
        return tuple(
            path
            for path, _ in self.named_modules()
            if not any(is_within(path, p) or is_within(p, path) or not path for p in parts)
        )


def _order_as(model: nn.Module, part: nn.Module) -> None:
    """Put what a part of a model holds into the model's order: torch.fx sorts it by depth."""
    for theirs, ours in (
        (model._parameters, part._parameters),
        (model._buffers, part._buffers),
        (model._modules, part._modules),
    ):
        held: dict[str, Any] = {name: ours.pop(name) for name in theirs if name in ours}
        ours.update(held)
    for name, child in part.named_children():
        if child is not (whole := model.get_submodule(name)):
            _order_as(whole, child)
