"""The examples of the documentation are found and run, and one that fails is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from environment import ROOT
from runnable_docs.__main__ import documents, run_apart
from runnable_docs.blocks import Block, DocumentError, blocks_of


def document(folder: Path, text: str) -> Path:
    file = folder / "example.md"
    file.write_text(text, "utf-8")
    return file


def test_blocks_are_found_with_their_language_and_line() -> None:
    text = (
        "# Title\n\n```python\na = 1\n```\n\n- item\n\n  ```sh\n  true\n  ```\n\n```json\n{}\n```\n"
    )
    assert blocks_of(text) == [Block("python", 4, "a = 1\n"), Block("sh", 10, "true\n")]


def test_only_the_commands_of_a_console_session_are_run() -> None:
    (block,) = blocks_of("```console\n$ echo one\none\n$ echo two\ntwo\n```\n")
    assert block.code == "echo one\n\necho two\n\n"


def test_a_block_is_left_out_for_a_reason() -> None:
    (block,) = blocks_of("<!-- not run: it needs a GPU -->\n\n```sh\nnvidia-smi\n```\n")
    assert block.not_run == "it needs a GPU"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("text\n\n```python\na = 1\n", "3: the block that begins here has no end"),
        ("```bash\ntrue\n```\n", "1: a block in 'bash' is not run; name the language 'sh'"),
        ("<!-- not run -->\n```sh\ntrue\n```\n", "1: say why the block is not run"),
        ("```sh\npip install netwright\n```\n", "1: this would install into the environment"),
        ("<!-- not run: -->\n```sh\ntrue\n```\n", "1: say why the block is not run"),
    ],
)
def test_what_would_hide_an_example_is_refused(text: str, message: str) -> None:
    with pytest.raises(DocumentError, match=f"^{message}"):
        blocks_of(text)


def test_the_blocks_of_a_file_share_a_process_and_a_folder(tmp_path: Path) -> None:
    text = (
        "```python\nnumber = 42\nopen('number.txt', 'w').write(str(number))\n```\n"
        "```sh\ngrep 42 number.txt > found.txt\n```\n"
        "```python\nassert int(open('found.txt').read()) == number\n```\n"
    )
    assert run_apart(document(tmp_path, text))


def test_a_failing_python_block_fails_with_its_file_and_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = document(tmp_path, "# Title\n\n```python\nfine = 1\nassert fine == 2\n```\n")
    assert not run_apart(file)
    printed = capfd.readouterr().out
    assert f'File "{file}", line 5' in printed
    assert f"FAILED  {file}:4 python" in printed


@pytest.mark.parametrize("language", ["sh", "console"])
def test_a_failing_command_fails_even_when_later_ones_pass(
    language: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    prompt = "$ " if language == "console" else ""
    file = document(tmp_path, f"```{language}\n{prompt}false\n{prompt}true\n```\n")
    assert not run_apart(file)
    assert f"FAILED  {file}:2 {language}" in capfd.readouterr().out


def test_a_block_that_is_not_to_be_run_is_not_run(tmp_path: Path) -> None:
    assert run_apart(document(tmp_path, "<!-- not run: it fails -->\n```sh\nfalse\n```\n"))


def test_nothing_is_run_after_a_failure(tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    file = document(tmp_path, f"```sh\nfalse\n```\n```python\nopen({str(witness)!r}, 'w')\n```\n")
    assert not run_apart(file)
    assert not witness.exists()


def test_a_file_that_hides_an_example_fails(tmp_path: Path) -> None:
    assert not run_apart(document(tmp_path, "```bash\ntrue\n```\n"))


def test_the_readme_files_of_all_packages_are_among_the_documents() -> None:
    found = documents(ROOT)
    assert {file.parent.name for file in found} >= {"interfaces", "inference", "comfyui-nodes"}
