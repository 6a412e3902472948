import signal
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from netwright.interfaces.files import atomic_folder, atomic_path, write_atomic


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file.txt"
    write_atomic(path, "old")
    write_atomic(path, "new ü")
    assert path.read_text(encoding="utf-8") == "new ü"
    assert list(path.parent.iterdir()) == [path]


def test_an_error_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError):
        _write_half(atomic_path(path), Path())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        _write_half(atomic_folder(tmp_path / "a"), Path("x"))
    assert list(tmp_path.iterdir()) == []
    with atomic_folder(tmp_path / "a") as partial:
        (partial / "x").write_text("x")
        assert not (tmp_path / "a").exists()
    assert (tmp_path / "a" / "x").read_text() == "x"


def test_a_folder_that_exists_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(FileExistsError), atomic_folder(tmp_path / "a"):
        pass


def _write_half(place: AbstractContextManager[Path], inside: Path) -> None:
    with place as partial:
        (partial / inside).write_text("half")
        _ = 1 / 0


_WRITER = """
import sys
from pathlib import Path
from netwright.interfaces.files import write_atomic
path, content = Path(sys.argv[1]), 0
while True:
    content += 1
    write_atomic(path, str(content % 10) * 1_000_000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_kill_while_writing_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(path)])
    deadline = time.monotonic() + 30
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.2)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    content = path.read_text()
    assert len(content) == 1_000_000
    assert len(set(content)) == 1
