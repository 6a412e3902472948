"""Optimizers, beside torch's own and the papers'."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import nn

from netwright.interfaces.documents import (
    SGD,
    Adagrad,
    Adam,
    AdamW,
    AnyOptimizer,
    Lion,
    Muon,
    NAdam,
    RMSprop,
)
from netwright.interfaces.errors import UsageError
from netwright.training.optimization import build_optimizers, set_learning_rate


def network() -> nn.Module:
    torch.manual_seed(0)
    # No bias before a norm: its gradient is noise around zero, which Adam makes steps of.
    return nn.Sequential(
        nn.Conv2d(1, 4, 3, bias=False),
        nn.BatchNorm2d(4),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(36, 8, bias=False),
        nn.LayerNorm([8]),
        nn.Linear(8, 3),
    )


def trained(module: nn.Module, optimizers: list[torch.optim.Optimizer]) -> torch.Tensor:
    """All weights after some steps, each at another learning rate."""
    generator = torch.Generator().manual_seed(1)
    for step in range(6):
        set_learning_rate(optimizers, 0.02 / (1 + step))
        loss = module(torch.randn(8, 1, 5, 5, generator=generator)).square().mean()
        for optimizer in optimizers:
            optimizer.zero_grad()
        loss.backward()
        for optimizer in optimizers:
            optimizer.step()
    return torch.cat([p.detach().flatten() for p in module.parameters()])


PLAIN: dict[str, Any] = {"lr": 0.1, "foreach": False}


@pytest.mark.parametrize(
    ("asked", "make"),
    [
        (
            SGD(weight_decay=0.1),
            lambda p: torch.optim.SGD(p, **PLAIN, momentum=0.9, nesterov=True, weight_decay=0.1),
        ),
        (SGD(momentum=0, weight_decay=0), lambda p: torch.optim.SGD(p, **PLAIN)),
        (Adam(weight_decay=0.1), lambda p: torch.optim.Adam(p, **PLAIN, weight_decay=0.1)),
        (
            AdamW(weight_decay=0.1, betas=(0.8, 0.9)),
            lambda p: torch.optim.AdamW(p, **PLAIN, weight_decay=0.1, betas=(0.8, 0.9)),
        ),
        (
            NAdam(weight_decay=0.1),
            lambda p: torch.optim.NAdam(p, **PLAIN, weight_decay=0.1, decoupled_weight_decay=True),
        ),
        (
            RMSprop(momentum=0.5, weight_decay=0.1),
            lambda p: torch.optim.RMSprop(p, **PLAIN, momentum=0.5, weight_decay=0.1),
        ),
        (Adagrad(weight_decay=0.1), lambda p: torch.optim.Adagrad(p, **PLAIN, weight_decay=0.1)),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_steps_are_those_of_torch(
    asked: AnyOptimizer, make: Callable[[Any], torch.optim.Optimizer]
) -> None:
    asked = asked.model_copy(update={"decay_norms_and_biases": True})
    ours, theirs = network(), network()
    found = trained(ours, build_optimizers(asked, ours))
    expected = trained(theirs, [make(theirs.parameters())])
    torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-6)


def test_lion_is_the_papers_algorithm() -> None:
    asked = Lion(weight_decay=0.1, decay_norms_and_biases=True)
    ours, theirs = network(), network()
    found = trained(ours, build_optimizers(asked, ours))

    class Algorithm2(torch.optim.Optimizer):
        """As Chen et al. (2023) write it, weight by weight."""

        @torch.no_grad()
        def step(self) -> None:  # type: ignore[override]
            for group in self.param_groups:
                for p in group["params"]:
                    m = self.state[p].get("m", torch.zeros_like(p))
                    c = 0.9 * m + 0.1 * p.grad
                    p -= group["lr"] * (c.sign() + 0.1 * p)
                    self.state[p]["m"] = 0.99 * m + 0.01 * p.grad

    expected = trained(theirs, [Algorithm2(theirs.parameters(), {"lr": 0.1})])
    torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("everything", [False, True])
def test_norms_and_biases_decay_only_where_asked(everything: bool) -> None:
    module = network()
    asked = AdamW(weight_decay=0.3, decay_norms_and_biases=everything)
    (optimizer,) = build_optimizers(asked, module)
    decays = {
        id(p): group["weight_decay"] for group in optimizer.param_groups for p in group["params"]
    }
    found = {name: decays[id(p)] for name, p in module.named_parameters()}
    weights = {"0.weight", "4.weight", "6.weight"}
    assert found == {name: 0.3 if everything or name in weights else 0.0 for name in found}


def test_muon_trains_hidden_matrices_and_adamw_the_rest() -> None:
    module = nn.Sequential(nn.Embedding(9, 6), nn.Linear(6, 5), nn.LayerNorm(5), nn.Linear(5, 2))
    muon, adamw = build_optimizers(Muon(), module)
    assert [p is module[1].weight for group in muon.param_groups for p in group["params"]] == [True]
    assert len([p for group in adamw.param_groups for p in group["params"]]) == 6
    assert isinstance(adamw, torch.optim.AdamW)


def test_muons_step_is_torchs() -> None:
    def matrices() -> nn.Module:
        torch.manual_seed(3)
        return nn.Sequential(nn.Flatten(), nn.Linear(25, 6, bias=False), nn.Linear(6, 2))

    ours, theirs = matrices(), matrices()
    found = trained(ours, build_optimizers(Muon(weight_decay=0.1), ours))
    hidden = [theirs[1].weight]
    head = [
        {"params": [theirs[2].weight], "weight_decay": 0.1},
        {"params": [theirs[2].bias], "weight_decay": 0.0},
    ]
    expected = trained(
        theirs,
        [
            torch.optim.Muon(hidden, weight_decay=0.1, adjust_lr_fn="match_rms_adamw"),
            torch.optim.AdamW(head, foreach=False),
        ],
    )
    torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-6)


def test_muon_is_refused_where_torch_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(torch.optim, "Muon")
    with pytest.raises(UsageError) as caught:
        build_optimizers(Muon(), network())
    assert caught.value.message == f"torch {torch.__version__} has no Muon."
    assert 'set optimizer.name="AdamW"' in caught.value.fix
