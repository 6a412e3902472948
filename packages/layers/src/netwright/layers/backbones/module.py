"""The module of a backbone: a part of a torchvision model, of which stages may be frozen."""

from __future__ import annotations

from typing import Any, Literal, cast

from torch import fx

from netwright.layers.backbones.stages import is_within, stages_of


class Backbone(fx.GraphModule):
    """The steps of a graph and the modules they use; a model's others are not held.

    Its `state_dict` keys are those of torchvision.

    Args:
        root: The whole model.
        graph: The steps, from images [N,3,H,W].
    """

    def freeze_all_but(self, trainable: Literal["all", "none"] | int) -> Backbone:
        """Freeze what is not trained: no weight of it and no running statistic moves, even in
        training mode, and its dropout is off. It stays so in copies."""
        stages = stages_of(self)
        counts = {"all": len(stages), "none": 0}
        count = counts[trainable] if isinstance(trainable, str) else trainable
        learning = [part for stage in stages[len(stages) - count :] for part in stage]
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
