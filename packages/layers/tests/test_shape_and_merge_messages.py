"""What layers that reshape and layers that join refuse, in which words.

Each fix is applied and then works.
"""

import pytest
from refusals import (
    Refusal,
    assert_fixes_lead_to_a_fit,
    assert_refused_and_mended,
    fix_cases,
    invalid,
    misfit,
    not_of_int64,
    refusal_cases,
    shapes,
)

from netwright.layers import layer_types

CATEGORIES = ("Merge", "Shape")

REFUSALS = [
    misfit(
        "Linear", {"out_features": 10, "in_features": 784}, shapes((1024,)), "784 features", "1024"
    ),
    misfit(
        "Linear",
        {"out_features": 10},
        shapes(()),
        "an input of shape [...,F]",
        "[]",
        fix="put View(shape=[1]) before it.",
    ),
    misfit("Flatten", {"start_dim": 1}, shapes((512,)), "an input with an axis 1", "[512] with 1"),
    misfit(
        "Flatten",
        {"start_dim": 2, "end_dim": 0},
        shapes((3, 8, 8)),
        "start_dim=2 before end_dim=0",
        "[3,8,8]",
    ),
    misfit(
        "Flatten", {}, shapes(()), "an input with axes", "[]", fix="put Unsqueeze(dim=0) before it."
    ),
    misfit(
        "Unflatten",
        {"dim": 0, "unflattened_size": [3, 9, 9]},
        shapes((300,)),
        "243 elements for unflattened_size=[3, 9, 9]",
        "300 in [300]",
    ),
    invalid(
        "Unflatten",
        {"dim": 0, "unflattened_size": [-1, 3, -1]},
        shapes((300,)),
        "Unflatten: unflattened_size leaves more than one size open.",
    ),
    misfit(
        "View",
        {"shape": [3, 9, 9]},
        shapes((16, 16)),
        "243 elements for shape=[3, 9, 9]",
        "256 in [16,16]",
    ),
    misfit(
        "View",
        {"shape": [-1, 7]},
        shapes((16, 16)),
        "a multiple of 7 elements for shape=[-1, 7]",
        "256 in [16,16]",
    ),
    invalid("View", {"shape": [0, 7]}, shapes((7,)), "View: shape has a size of 0."),
    misfit(
        "Permute",
        {"dims": [0, 2, 3, 1]},
        shapes((3, 8, 8)),
        "an input with the axes [0, 2, 3, 1], each once",
        "[3,8,8] with 3, the batch not counted",
    ),
    misfit(
        "Permute",
        {"dims": [0, 0, 1]},
        shapes((3, 8, 8)),
        "an input with the axes [0, 0, 1], each once",
        "[3,8,8] with 3, the batch not counted",
    ),
    misfit("Squeeze", {"dim": 0}, shapes((3, 1, 8)), "size 1 along axis 0", "3 in [3,1,8]"),
    misfit(
        "Squeeze",
        {"dim": 0},
        shapes((3, 8)),
        "size 1 along axis 0",
        "3 in [3,8]",
        fix="put Mean(dim=0, keepdim=True) before it.",
    ),
    misfit(
        "Unsqueeze",
        {"dim": 4},
        shapes((3, 8)),
        "at least 4 axes to put one in at 4",
        "[3,8] with 2",
    ),
    misfit(
        "Select",
        {"dim": 0, "index": 20},
        shapes((20, 8)),
        "a place 20 along axis 0",
        "20 places, from 0 to 19",
    ),
    misfit(
        "Slice",
        {"dim": 0, "start": 8},
        shapes((8, 4)),
        "places from 8 on along axis 0",
        "8, of which that takes none",
    ),
    misfit(
        "Slice", {"dim": 2, "stop": 2}, shapes((8, 4)), "an input with an axis 2", "[8,4] with 2"
    ),
    misfit(
        "Mean",
        {"dim": [2, 3]},
        shapes((3, 8, 8)),
        "an input with an axis 3",
        "[3,8,8] with 3, the batch not counted",
    ),
    misfit(
        "Mean",
        {"dim": [1, -2]},
        shapes((3, 8, 8)),
        "as many axes as dim=[1, -2]",
        "[3,8,8], of which that names one twice",
    ),
    not_of_int64("Mean", dim=0),
    invalid("Identity", {"size": 3}, shapes((3,)), "Identity has no key 'size'."),
    misfit("Scale", {"num_features": 4}, shapes((3, 8, 8)), "4 factors", "3"),
    misfit("Scale", {"dim": 3}, shapes((3, 8, 8)), "an input with an axis 3", "[3,8,8] with 3"),
    misfit(
        "Add",
        {},
        shapes((128, 8, 8), (64, 16, 16)),
        "inputs of one shape, [128,8,8] as its first input has",
        "[64,16,16]",
        fix="put Conv2d(out_channels=128, kernel_size=1, stride=2) before that input.",
        input=1,
    ),
    misfit(
        "Add",
        {},
        shapes((128, 8, 8), (64, 8, 8)),
        "inputs of one shape, [128,8,8] as its first input has",
        "[64,8,8]",
        fix="put Conv2d(out_channels=128, kernel_size=1) before that input.",
        input=1,
    ),
    misfit(
        "Add",
        {},
        shapes((128, 8, 8), (128, 7, 9)),
        "inputs of one shape, [128,8,8] as its first input has",
        "[128,7,9]",
        fix="put Upsample(size=[8, 8]) before that input.",
        input=1,
    ),
    misfit(
        "Add",
        {},
        shapes((10,), (12,)),
        "inputs of one shape, [10] as its first input has",
        "[12]",
        fix="put Linear(out_features=10) before that input.",
        input=1,
    ),
    misfit(
        "Add",
        {},
        shapes((1, 4), (3, 1), (2, 4)),
        "inputs of one shape, [3,4] as the others have together",
        "[2,4]",
        fix="put Conv1d(out_channels=3, kernel_size=1) before that input.",
        input=2,
    ),
    misfit(
        "Multiply",
        {},
        shapes((64,), (64, 8, 8)),
        "inputs of one shape, [64,8,8] as its input 2 has",
        "[64]",
        fix="put View(shape=[64, 1, 1]) before that input.",
    ),
    misfit(
        "Multiply",
        {},
        shapes((64, 8, 8), (8, 8)),
        "inputs of one shape, [64,8,8] as its first input has",
        "[8,8]",
        fix="put Unsqueeze(dim=0) before that input.",
        input=1,
    ),
    misfit(
        "Multiply",
        {},
        shapes((64, 8, 8), (16,)),
        "inputs of one shape, [64,8,8] as its first input has",
        "[16]",
        fix="put View(shape=[16, 1, 1]), Conv2d(out_channels=64, kernel_size=1) before that input.",
        input=1,
    ),
    misfit(
        "Subtract",
        {},
        shapes((3, 8, 8), (3, 4, 4)),
        "inputs of one shape, [3,8,8] as its first input has",
        "[3,4,4]",
        fix="put Upsample(size=[8, 8]) before that input.",
        input=1,
    ),
    misfit(
        "Divide",
        {},
        shapes((10, 4), (10, 5)),
        "inputs of one shape, [10,4] as its first input has",
        "[10,5]",
        fix="put Linear(out_features=4) before that input.",
        input=1,
    ),
    misfit(
        "Concat",
        {},
        shapes((64, 8, 8), (32, 16, 16)),
        "inputs of one shape but for axis 0, [64,8,8] as its first input has",
        "[32,16,16]",
        fix="put AdaptiveAvgPool2d(output_size=[8, 8]) before that input.",
        input=1,
    ),
    misfit(
        "Concat",
        {},
        shapes((64, 9, 9), (64, 8, 8)),
        "inputs of one shape but for axis 0, [64,9,9] as its first input has",
        "[64,8,8]",
        fix="put Upsample(size=[9, 9]) before that input.",
        input=1,
    ),
    misfit("Concat", {"dim": 1}, shapes((10,), (12,)), "an input with an axis 1", "[10] with 1"),
    misfit(
        "Concat",
        {},
        shapes((64, 8, 8), (10,)),
        "inputs of one shape but for axis 0, [64,8,8] as its first input has",
        "[10]",
        fix="put View(shape=[10, 1, 1]), Upsample(size=[8, 8]) before that input.",
        input=1,
    ),
    misfit(
        "Stack",
        {},
        shapes((10,), (12,)),
        "inputs of one shape, [10] as its first input has",
        "[12]",
        fix="put Linear(out_features=10) before that input.",
        input=1,
    ),
    misfit(
        "Stack",
        {"dim": 3},
        shapes((10,), (10,)),
        "at least 3 axes to put one in at 3",
        "[10] with 1",
    ),
    misfit(
        "MatMul",
        {},
        shapes((3, 4), (3, 4)),
        "4 rows in its second input, as the first has columns",
        "3",
        fix="put Permute(dims=[1, 0]) before that input.",
        input=1,
    ),
    misfit(
        "MatMul",
        {},
        shapes((3, 4), (5, 6)),
        "5 columns in its first input, as the second has rows",
        "4",
        fix="put Linear(out_features=5) before that input.",
    ),
    misfit(
        "MatMul",
        {},
        shapes((4,), (4, 6)),
        "inputs of […,N,K] and […,K,M]",
        "[4]",
        fix="put Unsqueeze(dim=0) before that input.",
    ),
    misfit(
        "MatMul",
        {},
        shapes((2, 3, 4), (4, 6)),
        "inputs of 3 axes, as its other input has",
        "[4,6]",
        fix="put View(shape=[1, 4, 6]) before that input.",
        input=1,
    ),
    misfit(
        "MatMul",
        {},
        shapes((2, 3, 4), (3, 4, 6)),
        "stacks of one shape, [2] as its first input has",
        "[3]",
        fix="put Mean(dim=[0], keepdim=True) before that input.",
        input=1,
    ),
    misfit(
        "Maximum",
        {},
        shapes((10,), (12,)),
        "inputs of one shape, [10] as its first input has",
        "[12]",
        fix="put Linear(out_features=10) before that input.",
        input=1,
    ),
    misfit(
        "Average",
        {},
        shapes((10,), (10,), (12,)),
        "inputs of one shape, [10] as its first input has",
        "[12]",
        fix="put Linear(out_features=10) before that input.",
        input=2,
    ),
]


@pytest.mark.parametrize("refusal", refusal_cases(REFUSALS))
def test_says_what_does_not_fit_and_how_to_mend_it(refusal: Refusal) -> None:
    assert_refused_and_mended(refusal)


@pytest.mark.parametrize(("op", "shape"), fix_cases(REFUSALS))
def test_following_fixes_ends_in_a_network_that_fits(op: str, shape: tuple[int, ...]) -> None:
    assert_fixes_lead_to_a_fit(op, shape)


def test_every_layer_of_these_families_has_a_message() -> None:
    of_the_families = {op for op, kind in layer_types().items() if kind.category in CATEGORIES}
    # Cast stands with the other layers for sequences of indices.
    assert of_the_families - {"Cast"} <= {refusal.op for refusal in REFUSALS}
