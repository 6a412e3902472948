"""Arrays of any shape: what they are taken for, measured, split, and read the same again."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn import datasets

from netwright.data import MappedRows, array_file, digits, load, prepare
from netwright.interfaces.documents import (
    ArrayFile,
    ArrayPreprocessing,
    Autoencoding,
    Classification,
    Dataset,
    GroupedSplit,
    ImagePreprocessing,
    MultiLabel,
    Regression,
)
from netwright.interfaces.errors import DataError, NetwrightError


@pytest.fixture
def saved(tmp_path):
    """Writes arrays to a file."""

    def save(name="data.npz", compressed=False, **arrays):
        (np.savez_compressed if compressed else np.savez)(tmp_path / name, **arrays)
        return tmp_path / name

    return save


def noise(*shape, seed=0):
    return np.random.default_rng(seed).normal(3, 2, shape)


def assert_loads_the_same(data):
    again = load(data.document)
    for side in ("train", "val"):
        first, second = getattr(data, side), getattr(again, side)
        assert first.names == second.names
        np.testing.assert_array_equal(first.inputs[:], second.inputs[:])
        if first.targets is not None:
            np.testing.assert_array_equal(first.targets, second.targets)


def error_of(path, **options) -> str:
    with pytest.raises(NetwrightError) as caught:
        prepare(path, **options)
    return caught.value.render()


@pytest.mark.parametrize("compressed", [False, True])
def test_pictures_are_taken_as_if_they_came_from_files(saved, prepared_digits, compressed):
    x, y = digits()
    data = prepare(saved(x=x, y=y, compressed=compressed))
    reading, theirs = data.document.preprocessing, prepared_digits.document.preprocessing
    assert isinstance(reading, ImagePreprocessing)
    assert reading.raw_shape == theirs.raw_shape == (8, 8, 1)
    assert data.train.inputs.dtype == np.uint8
    np.testing.assert_allclose(reading.mean, theirs.mean, atol=0.01)
    assert data.document.classes == tuple("0123456789")
    rows = np.array([*map(int, data.train.names)])
    np.testing.assert_array_equal(data.train.inputs[:, :, :, 0], x[rows])
    np.testing.assert_array_equal(data.train.targets, y[rows])
    assert "x is taken for pictures of 0 to 255; save float32 for plain numbers." in data.notes
    assert_loads_the_same(data)


def test_channels_may_come_first(saved):
    x = np.random.default_rng(0).integers(0, 256, (20, 3, 6, 5), np.uint8)
    data = prepare(saved(x=x, y=np.arange(20) % 2))
    assert data.document.preprocessing.mode == "RGB"
    assert data.train.inputs.shape == (16, 6, 5, 3)
    row = int(data.train.names[0])
    np.testing.assert_array_equal(data.train.inputs[0], x[row].transpose(1, 2, 0))


def test_pictures_are_not_resized(saved):
    path = saved(x=np.zeros((9, 6, 5), np.uint8), y=np.arange(9) % 3)
    told = error_of(path, size=(8, 8))
    assert "the pictures are 6 by 5 pixels in mode L, and arrays are not resized." in told


@pytest.mark.parametrize("shape", [(7,), (3, 7), (2, 4, 5, 3)])
def test_numbers_of_any_shape_are_measured_on_the_training_samples(saved, shape):
    data = prepare(saved(x=noise(50, *shape), y=np.arange(50) % 2))
    reading = data.document.preprocessing
    assert isinstance(reading, ArrayPreprocessing)
    assert reading.shape == shape
    assert data.train.inputs.dtype == np.float32
    axes = (0, *range(2, len(shape) + 1)) if len(shape) > 1 else None
    values = data.train.inputs.astype(np.float64)
    np.testing.assert_allclose(reading.mean, np.atleast_1d(values.mean(axes)), rtol=1e-8)
    np.testing.assert_allclose(reading.std, np.atleast_1d(values.std(axes)), rtol=1e-8)
    assert_loads_the_same(data)


def test_a_deviation_next_to_a_large_mean_is_measured_well(saved):
    x = noise(1000, 4) / 100 + 5000
    reading = prepare(saved(x=x, y=np.arange(1000) % 2)).document.preprocessing
    np.testing.assert_allclose(reading.std, x.astype(np.float32).std(dtype=np.float64), rtol=0.05)


def test_one_number_a_sample_is_an_axis_of_one(saved):
    assert prepare(saved(x=noise(20), y=np.arange(20) % 2)).train.inputs.shape == (16, 1)


def test_whole_numbers_of_one_axis_are_tokens(saved):
    x = np.random.default_rng(0).integers(0, 30, (40, 12))
    data = prepare(saved(x=x, y=np.arange(40) % 2))
    assert data.document.preprocessing == ArrayPreprocessing(shape=(12,), dtype="int64")
    assert data.train.inputs.dtype == np.int64
    assert any("taken for tokens" in note for note in data.notes)


@pytest.mark.parametrize(
    ("y", "task", "shape"),
    [
        (np.arange(30) % 3, "classification", ()),
        (np.arange(30).reshape(30, 1) % 3, "classification", ()),
        (np.array(["a", "b", "c"] * 10), "classification", ()),
        (np.arange(30) / 7, "regression", (1,)),
        (noise(30, 4), "regression", (4,)),
        (np.arange(60).reshape(30, 2), "regression", (2,)),
        (np.arange(60).reshape(30, 2) % 2, "multi_label", (2,)),
        (np.arange(60).reshape(30, 2) % 3 == 0, "multi_label", (2,)),
    ],
)
def test_the_targets_tell_the_task(saved, y, task, shape):
    data = prepare(saved(x=noise(30, 5), y=y))
    assert data.document.task == task
    assert data.train.targets.shape[1:] == shape
    assert data.train.targets.dtype == (np.int64 if task == "classification" else np.float32)
    assert any(note.startswith(f"{task}, as y holds") for note in data.notes)
    assert_loads_the_same(data)


def test_names_of_classes_labels_and_numbers(saved):
    names = np.array(["cat", "dog"])
    one = prepare(saved(x=noise(20, 5), y=np.arange(20) % 2, classes=names))
    assert one.document.target == Classification(classes=("cat", "dog"))
    several = prepare(saved(x=noise(20, 5), y=np.arange(40).reshape(20, 2) % 2, classes=names))
    assert several.document.target == MultiLabel(classes=("cat", "dog"))
    numbers = prepare(saved(x=noise(20, 5), y=noise(20, 2)))
    assert isinstance(numbers.document.target, Regression)
    assert numbers.document.target.columns == ("y0", "y1")


def test_a_task_that_is_asked_for_goes_first(saved):
    path = saved(x=noise(30, 5), y=np.arange(30) % 3)
    assert prepare(path, task="regression").document.task == "regression"
    data = prepare(path, task="autoencoding")
    assert data.document.target == Autoencoding()
    assert data.train.targets is None


def test_inputs_without_targets_are_given_again(saved):
    data = prepare(saved(spectra=noise(30, 9)))
    assert data.document.source == ArrayFile(
        path=data.document.source.path, inputs="spectra", targets=None
    )
    assert data.document.target == Autoencoding()
    assert_loads_the_same(data)
    assert Dataset.from_json(data.document.to_json()) == data.document


@pytest.mark.parametrize(
    ("names", "inputs", "targets"),
    [
        (("X", "y"), "X", "y"),
        (("labels", "images"), "images", "labels"),
        (("arr_0", "arr_1"), "arr_0", "arr_1"),
        (("data", "target", "group"), "data", "target"),
    ],
)
def test_usual_names_are_known(saved, names, inputs, targets):
    arrays = {name: np.arange(20) % 2 for name in names} | {inputs: noise(20, 3)}
    source = prepare(saved(**{name: arrays[name] for name in names})).document.source
    assert (source.inputs, source.targets) == (inputs, targets)


def test_the_target_may_be_named(saved):
    path = saved(x=noise(20, 3), colour=np.arange(20) % 2, weight=noise(20))
    assert prepare(path, target="weight").document.task == "regression"
    assert prepare(path, target="colour").document.task == "classification"


def test_another_array_may_split(saved):
    groups = np.arange(40) // 4
    path = saved(x=noise(40, 3), y=np.arange(40) % 2, patient=groups)
    data = prepare(path, split=GroupedSplit(by="patient"))
    sides = [{groups[int(name)] for name in side.names} for side in (data.train, data.val)]
    assert not sides[0] & sides[1]
    assert_loads_the_same(data)


@pytest.mark.parametrize("by_columns", [False, True])
def test_large_arrays_are_mapped_from_the_disk(saved, monkeypatch, cache, by_columns):
    x = noise(60, 4, 5)
    path = saved(x=np.asfortranarray(x) if by_columns else x, y=np.arange(60) % 3, compressed=True)
    small = prepare(path)
    monkeypatch.setattr(array_file, "_IN_MEMORY_BYTES", 1000)
    monkeypatch.setattr(array_file, "_BLOCK_BYTES", 700)
    large = prepare(path)
    assert isinstance(large.train.inputs, MappedRows)
    assert large.document == small.document
    np.testing.assert_array_equal(large.train.inputs[:], small.train.inputs)
    assert len([*cache.iterdir()]) == 1
    assert_loads_the_same(large)


def test_iris_as_arrays(saved):
    x, y = datasets.load_iris(return_X_y=True)
    data = prepare(saved(x=x, y=y, classes=datasets.load_iris().target_names))
    assert data.document.classes == ("setosa", "versicolor", "virginica")
    assert np.bincount(data.val.targets).tolist() == [10, 10, 10]


def test_nan_and_infinity_are_counted_and_may_be_left_out(saved):
    x, y = noise(30, 2, 3), noise(30)
    x[4, 1, 2], x[4, 0, 1], x[9, 0, 0], y[11] = np.nan, np.inf, -np.inf, np.nan
    path = saved(x=x, y=y)
    assert error_of(path) == (
        "DataError: 3 of 30 samples cannot be read.\n"
        f"  file: {path}\n"
        "  samples: \n"
        "    4: 2 of 6 values of 'x' are NaN or infinite, the first at [0, 1]\n"
        "    9: 1 of 6 values of 'x' are NaN or infinite, the first at [0, 0]\n"
        "    11: nan in 'y'\n"
        "  fix: replace or remove them, or leave them out with --skip-bad (skip_bad=True in "
        "Python)."
    )
    data = prepare(path, skip_bad=True)
    assert data.document.skipped == ("11", "4", "9")
    assert np.isfinite(data.document.target.mean + data.document.preprocessing.mean).all()
    assert_loads_the_same(data)


def test_python_objects_are_refused(saved):
    path = saved(x=np.array([{"a": 1}, {"a": 2}], object), y=np.arange(2))
    assert error_of(path) == (
        "DataError: an array of Python objects is refused: reading it could run code.\n"
        f"  file: {path}\n"
        "  array: x\n"
        "  fix: save numbers or texts: np.asarray(values, dtype='float32'), or dtype=str."
    )


def test_lengths_that_differ(saved):
    path = saved(x=noise(20, 3), y=np.arange(19) % 2)
    assert error_of(path) == (
        "DataError: 'x' has 20 samples, but 'y' has 19.\n"
        f"  file: {path}\n"
        "  fix: save as many targets as inputs."
    )


def test_class_numbers_with_holes_and_below_0(saved):
    assert error_of(saved(x=noise(20, 3), y=np.arange(20) % 3 * 2)).endswith(
        "class numbers go from 0 to 4, but no sample has 1, 3.\n"
        "  array: y\n"
        f"  file: {saved().parent / 'data.npz'}\n"
        "  fix: number them anew: classes, y = np.unique(y, return_inverse=True); or predict the "
        "numbers: --task regression."
    )
    told = error_of(saved(x=noise(20, 3), y=np.arange(20) % 3 - 1))
    assert "class numbers go from 0 to 1, but -1 came.\n  array: y\n  sample: 0\n" in told
    told = error_of(saved(x=noise(20, 3), y=np.arange(20) % 3, classes=np.array(["a", "b"])))
    assert "class numbers go from 0 to 1, but 2 came." in told


def test_arrays_without_telling_names(saved):
    path = saved(a=noise(9), b=noise(9), c=noise(9))
    assert error_of(path) == (
        "DataError: the file does not say which of its arrays are the inputs.\n"
        f"  file: {path}\n"
        "  arrays: a, b, c\n"
        '  fix: call the inputs "x" and the targets "y": np.savez(path, x=inputs, y=targets).'
    )


def test_a_target_that_is_not_there(saved):
    path = saved(x=noise(9, 2), labels=np.arange(9) % 2)
    assert error_of(path, target="label") == (
        "DataError: the file has no array 'label'.\n"
        f"  file: {path}\n"
        "  arrays: x, labels\n"
        "  fix: did you mean 'labels'?"
    )


@pytest.mark.parametrize(
    ("arrays", "options", "said"),
    [
        ({"y": np.zeros(9, int)}, {}, "there is nothing to learn: every sample has 0."),
        ({"y": np.ones(9)}, {}, "there is nothing to learn: every sample has 1.0."),
        ({"y": noise(9)}, {"task": "classification"}, "but fractions came."),
        ({"y": noise(9, 2)}, {"task": "classification"}, "but 2 numbers a sample came."),
        ({"y": noise(9, 2)}, {"task": "multi_label"}, "a label is 0 or 1, but "),
        ({"y": np.array(["a"] * 9)}, {"task": "regression"}, "predicts numbers, but 'a' came."),
        ({"y": noise(9, 2, 2)}, {}, "targets are numbers or texts [N] or [N,K], but float64 [9"),
        ({"y": noise(9, 2)}, {"task": "segmentation"}, "the targets of the task 'segmentation'."),
        ({"x": np.array(["a"] * 9)}, {}, "inputs are numbers, but an array of <U1 came."),
        ({"x": noise(9, 0)}, {}, "none of size 0, but [9, 0] came."),
    ],
)
def test_arrays_that_do_not_go_with_the_task(saved, arrays, options, said):
    path = saved(**{"x": noise(9, 2), "y": np.arange(9) % 3, **arrays})
    told = error_of(path, **options)
    assert said in told
    assert f"  file: {path}\n" in told


@pytest.mark.parametrize("content", [b"", b"no zip at all", None])
def test_broken_files(saved, content):
    path = saved(x=noise(900, 2), y=np.arange(900) % 3, compressed=True)
    path.write_bytes(path.read_bytes()[:4000] if content is None else content)
    told = error_of(path)
    assert "expected arrays, as np.savez writes them, but they cannot be read: " in told
    assert "np.savez(path, x=inputs, y=targets)" in told


def test_damage_inside_is_told_with_the_array(saved):
    path = saved(x=noise(900, 2), y=np.arange(900) % 3, compressed=True)
    content = bytearray(path.read_bytes())
    content[3000:3400] = bytes(400)
    path.write_bytes(content)
    assert "  array: x\n" in error_of(path)


def test_changed_arrays_are_noticed(saved):
    document = prepare(saved(x=noise(30, 2), y=np.arange(30) % 3)).document
    saved(x=noise(30, 2, seed=1), y=np.arange(30) % 3)
    with pytest.raises(DataError, match="there are still 30 of them, but names or contents"):
        load(document)
