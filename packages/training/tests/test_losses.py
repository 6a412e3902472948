"""Losses equal their definitions, or another well-kept implementation of them."""

from __future__ import annotations

import pytest
import torch
from real_data import coins, photographs, wine_labels
from torch.nn import functional

from netwright.interfaces.documents import Recipe
from netwright.training.losses import build_loss
from netwright.training.losses.binary import BinaryFocal, TwoClassBCE
from netwright.training.losses.classes import CrossEntropy, Focal, KLDivergence
from netwright.training.losses.dice import Dice, DiceCrossEntropy
from netwright.training.losses.similarity import SSIM, structural_similarity
from netwright.training.readouts import ClassLogits


@pytest.fixture
def logits() -> torch.Tensor:
    return torch.randn(6, 4, 5, 3, generator=torch.Generator().manual_seed(0))


@pytest.fixture
def masks() -> torch.Tensor:
    found = torch.randint(0, 4, (6, 5, 3), generator=torch.Generator().manual_seed(1))
    found[0] = 255
    return found


def test_cross_entropy_is_torchs_and_ignores_what_does_not_count(logits, masks) -> None:
    expected = functional.cross_entropy(logits, masks, ignore_index=255, label_smoothing=0.1)
    torch.testing.assert_close(CrossEntropy(0.1, 255)(logits, masks), expected)


@pytest.mark.parametrize(
    "loss", [CrossEntropy(ignored=255), Focal(2.0, ignored=255), Dice(255), DiceCrossEntropy(255)]
)
def test_where_nothing_counts_the_loss_and_its_gradient_are_0(loss, logits, masks) -> None:
    logits.requires_grad_()
    value = loss(logits, torch.full_like(masks, 255))
    value.backward()
    assert value.item() == 0
    assert not logits.grad.any()


@pytest.mark.parametrize("loss", [CrossEntropy(), Focal(2.0), KLDivergence()])
def test_indices_and_their_probabilities_give_the_same_loss(loss, logits) -> None:
    flat, indices = logits[:, :, 0, 0], torch.tensor([0, 1, 2, 3, 0, 1])
    soft = functional.one_hot(indices, 4).float()
    torch.testing.assert_close(loss(flat, indices), loss(flat, soft))


def test_focal_loss_of_classes_is_cross_entropy_at_gamma_0(logits, masks) -> None:
    expected = CrossEntropy(ignored=255)(logits, masks)
    torch.testing.assert_close(Focal(0.0, ignored=255)(logits, masks), expected)
    weighted = Focal(0.0, torch.tensor([0.5, 0.5, 0.5, 0.5]), ignored=255)
    torch.testing.assert_close(weighted(logits, masks), expected / 2)


def test_focal_loss_of_labels_is_torchvisions() -> None:
    theirs = pytest.importorskip("torchvision.ops").sigmoid_focal_loss
    logits = torch.randn(20, 3, generator=torch.Generator().manual_seed(0))
    wanted = torch.from_numpy(wine_labels().train.targets[:20].copy())
    ours = BinaryFocal(1.5, torch.tensor([0.3]))(logits, wanted)
    torch.testing.assert_close(ours, theirs(logits, wanted, 0.3, 1.5, "mean"))


@pytest.mark.parametrize("gamma", [0.0, 0.5, 2.0])
def test_the_gradient_of_focal_loss_is_finite_where_all_is_right(gamma: float) -> None:
    logits = torch.tensor([[200.0, -200.0]], requires_grad=True)
    Focal(gamma)(logits, torch.tensor([0])).backward()
    assert logits.grad.isfinite().all()


def test_dice_loss_is_0_for_the_right_masks_and_1_for_wrong_ones(masks) -> None:
    kept = masks.where(masks != 255, 0)
    right = functional.one_hot(kept, 4).permute(0, 3, 1, 2) * 100.0
    assert Dice(255)(right, masks).item() == pytest.approx(0, abs=1e-6)
    wrong = functional.one_hot((kept + 1) % 4, 4).permute(0, 3, 1, 2) * 100.0
    assert Dice(255)(wrong, masks).item() == pytest.approx(1)


def test_dice_loss_is_its_definition_on_real_masks() -> None:
    masks = torch.from_numpy(coins().val.targets[:4].copy()).long()
    chance = torch.full((4, 1, 50, 50), 0.7)
    given = torch.cat([chance, 1 - chance], dim=1).log()
    counts = masks != 255
    dice = [
        2 * (p * (counts & (masks == k)).sum()) / ((counts & (masks == k)).sum() + p * counts.sum())
        for k, p in ((0, 0.7), (1, 0.3))
    ]
    torch.testing.assert_close(Dice(255)(given, masks), 1 - (dice[0] + dice[1]) / 2)


@pytest.mark.parametrize("outputs", [1, 2])
def test_a_two_class_network_gives_logits_that_suit_its_binary_loss(outputs: int) -> None:
    """Cross-entropy of the logits that are exported is the loss, for log-odds that are sure."""
    odds = torch.tensor([[2.0], [-1.0], [0.5]])
    given = odds if outputs == 1 else torch.cat([-odds, odds], dim=1)
    wanted = torch.tensor([1, 0, 0])
    logits = ClassLogits(binary=True)(given)
    assert logits.shape == (3, 2)
    torch.testing.assert_close(
        functional.cross_entropy(logits, wanted), TwoClassBCE()(given, wanted)
    )
    soft = functional.one_hot(wanted, 2).float()
    torch.testing.assert_close(TwoClassBCE()(given, soft), TwoClassBCE()(given, wanted))


@pytest.mark.parametrize("channels", [1, 3])
def test_structural_similarity_is_that_of_scikit_image(channels: int) -> None:
    metrics = pytest.importorskip("skimage.metrics")
    clean = photographs.astronaut()[:64, :80, :channels].astype("float32") / 255
    noisy = (clean + 0.1 * torch.randn(clean.shape).numpy()).clip(0, 1)
    expected = metrics.structural_similarity(
        clean,
        noisy,
        gaussian_weights=True,
        sigma=1.5,
        use_sample_covariance=False,
        data_range=1.0,
        channel_axis=2,
    )
    a, b = (torch.from_numpy(v).permute(2, 0, 1).unsqueeze(0).double() for v in (clean, noisy))
    assert structural_similarity(a, b).item() == pytest.approx(expected, abs=1e-5)
    assert SSIM()(a, a).item() == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("size", [(1, 1), (2, 9), (8, 8)])
def test_structural_similarity_of_tiny_pictures_is_within_its_range(size) -> None:
    a = torch.rand(3, 1, *size, generator=torch.Generator().manual_seed(0))
    assert structural_similarity(a, a) == pytest.approx(1.0, abs=1e-5)
    assert (structural_similarity(a, 1 - a) < 1).all()


def test_validation_leaves_out_label_smoothing() -> None:
    data = coins().document
    recipe = Recipe.from_dict({"loss": {"label_smoothing": 0.2}})
    assert build_loss(recipe, data).label_smoothing == 0.2
    assert build_loss(recipe, data, plain=True).label_smoothing == 0
