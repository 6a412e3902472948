"""What a model runs on: accelerators where they are and start, else the CPU, with a word."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from netwright.inference import Predictor, session
from netwright.inference.providers import automatic, one_at_a_time, short_name
from netwright.interfaces.errors import DeviceError, ModelError, UsageError

TENSORRT, CUDA, COREML, DIRECTML, CPU = (
    f"{name}ExecutionProvider" for name in ("Tensorrt", "CUDA", "CoreML", "Dml", "CPU")
)
Fake = Callable[..., list[list[str]]]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Makes onnxruntime claim providers, of which some raise when started and some stay away.

    Everything then runs on the real CPU. Gives the lists of providers that sessions were asked for.
    """
    real = onnxruntime.InferenceSession

    def fake(
        available: Sequence[str], raising: Sequence[str] = (), absent: Sequence[str] = ()
    ) -> list[list[str]]:
        tried: list[list[str]] = []

        class Session(real):  # type: ignore[misc, valid-type]
            def __init__(self, *args: Any, providers: Any, **more: Any) -> None:
                names = [name for name, _ in providers]
                tried.append(names)
                if names and names[0] in raising:
                    raise RuntimeError(f"[ONNXRuntimeError] : 11 : {names[0]} has no driver.")
                super().__init__(*args, providers=[CPU], **more)
                self._told = [name for name in names if name not in (*absent, *raising)]

            def get_providers(self) -> list[str]:
                return list(dict.fromkeys([*self._told, CPU]))

        monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: list(available))
        monkeypatch.setattr(onnxruntime, "InferenceSession", Session)
        return tried

    return fake


@pytest.mark.parametrize(
    ("available", "order"),
    [
        ([CPU], [CPU]),
        (["AzureExecutionProvider", CPU], [CPU]),
        ([CPU, CUDA, TENSORRT], [TENSORRT, CUDA, CPU]),
        ([COREML, CPU], [COREML, CPU]),
        ([DIRECTML, CPU], [DIRECTML, CPU]),
    ],
)
def test_accelerators_come_first_and_those_that_only_call_the_network_never(
    machine: Fake, available: list[str], order: list[str]
) -> None:
    machine(available)
    assert automatic() == order


def test_all_that_start_are_used_without_a_word(
    machine: Fake, model_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tried = machine([TENSORRT, CUDA, CPU])
    assert Predictor(model_path).providers == (TENSORRT, CUDA, CPU)
    assert tried == [[TENSORRT, CUDA, CPU]]
    assert not caplog.records


def test_one_that_raises_is_passed_over_with_a_word(
    machine: Fake, model_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tried = machine([TENSORRT, CUDA, CPU], raising=[TENSORRT])
    predictor = Predictor(model_path)
    assert predictor.providers == (CUDA, CPU)
    assert tried == [[TENSORRT, CUDA, CPU], [CUDA, CPU]]
    (record,) = caplog.records
    assert record.getMessage() == (
        "Does not start on this machine, though onnxruntime has it: "
        f"tensorrt: 11 : {TENSORRT} has no driver. Going on with cuda, cpu."
    )


def test_one_that_onnxruntime_drops_is_told_too(
    machine: Fake, model_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    machine([TENSORRT, CUDA, CPU], absent=[TENSORRT, CUDA])
    predictor = Predictor(model_path)
    assert predictor.providers == (CPU,)
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert "tensorrt: its libraries or its device are missing" in record.getMessage()
    assert "cuda: its libraries" in record.getMessage()
    assert record.getMessage().endswith("Going on with cpu.")
    assert predictor(np.zeros((12, 14), np.uint8)).label


def test_a_model_that_nothing_runs_is_one_error_about_the_model(
    machine: Fake, build_graph: Callable[..., Any], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    machine([CUDA, CPU], raising=[CUDA])
    graph = build_graph()
    graph.graph.node[6].op_type = "Teleport"
    path = tmp_path / "model.onnx"
    path.write_bytes(graph.SerializeToString())
    with pytest.raises(ModelError, match="Teleport"):
        Predictor(path)
    assert not caplog.records


def test_what_is_asked_for_by_name_has_to_start(machine: Fake, model_path: Path) -> None:
    machine([TENSORRT, CUDA, CPU], absent=[CUDA])
    with pytest.raises(DeviceError, match="CUDAExecutionProvider was asked for"):
        Predictor(model_path, providers=["cuda", "cpu"])
    assert Predictor(model_path, providers=["tensorrt"]).providers == (TENSORRT, CPU)


def test_the_real_cpu_is_asked_for_by_either_name(model_path: Path) -> None:
    image = np.zeros((12, 14), np.uint8)
    answers = [Predictor(model_path, providers=[name])(image) for name in ("cpu", CPU)]
    assert answers[0].probability == answers[1].probability


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["cuda"], ["no provider 'cuda'", "pip install", "onnxruntime-gpu[cuda,cudnn]"]),
        ([CUDA], ["no provider 'CUDAExecutionProvider'", "onnxruntime-gpu"]),
        (["directml"], ["onnxruntime-directml"]),
        (["cpuu"], ["did you mean 'cpu'?"]),
        (["CpuExecutionProvder"], ["did you mean 'CPUExecutionProvider'?"]),
        (["warp drive"], ["use one of: cpu."]),
        ([], ["expected a list of providers", "providers=['cpu']"]),
        ("cpu", ["expected a list of providers", "providers=['cpu']"]),
    ],
)
def test_what_this_onnxruntime_lacks_is_told_with_what_to_install(
    machine: Fake, model_path: Path, asked: list[str], words: list[str]
) -> None:
    machine([CPU])
    with pytest.raises(UsageError) as told:
        Predictor(model_path, providers=asked)
    assert all(word in str(told.value) for word in words), told.value


def test_providers_without_a_short_name_have_one_all_the_same() -> None:
    assert short_name("OpenVINOExecutionProvider") == "openvino"
    assert short_name(DIRECTML) == "directml"


def test_directml_runs_one_batch_at_a_time(machine: Fake, model_path: Path) -> None:
    machine([DIRECTML, CPU])
    assert one_at_a_time(Predictor(model_path).providers)
    assert not one_at_a_time((CUDA, CPU))


@pytest.mark.skipif(
    not hasattr(onnxruntime, "preload_dlls"), reason="of onnxruntime 1.21 and newer"
)
def test_looking_for_cuda_libraries_keeps_stdout_clean(
    machine: Fake, model_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(onnxruntime, "preload_dlls", lambda: print("no CUDA found"))
    machine([CUDA, CPU], absent=[CUDA])
    Predictor(model_path)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("cores", "threads"), [(1, 1), (3, 3), (64, 8)])
def test_threads_are_the_cores_that_may_be_used_but_not_too_many(
    monkeypatch: pytest.MonkeyPatch, cores: int, threads: int
) -> None:
    monkeypatch.setattr(session, "usable_cores", lambda: cores)
    assert session.default_threads() == threads
