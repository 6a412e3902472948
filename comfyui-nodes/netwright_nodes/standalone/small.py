"""The small host: runs prompts in this process as ComfyUI does."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

import torch

from .outcome import Outcome, Prompt
from .signatures import Signatures
from .sockets import grouped, is_wire, sockets_of
from .validation import problems_of


class _Kept(NamedTuple):
    """What is kept of a node that ran: a list for each output, and what it shows."""

    outputs: list[list[Any]]
    shown: dict[str, Any]


class SmallHost:
    """Validation, `torch.inference_mode`, one run for equal nodes, results kept between prompts.

    Args:
        pack: The pack, imported against the stand-in.
        base: The folder that holds `input`, `output` and `models`.
    """

    in_process = True

    def __init__(self, pack: ModuleType, base: Path) -> None:
        import comfy.utils
        import folder_paths
        from comfy import model_management
        from server import PromptServer

        folder_paths.set_base(base)
        self.input, self.output, self.temp = base / "input", base / "output", base / "temp"
        self._management, self._utils, self._server = model_management, comfy.utils, PromptServer
        self.nodes = {node.GET_SCHEMA().node_id: node for node in asyncio.run(_nodes(pack))}
        self._kept: dict[str, _Kept] = {}

    def interrupt(self) -> None:
        """Press cancel; from another thread, while a prompt runs."""
        self._management.interrupt_current_processing()

    def run(self, prompt: Prompt) -> Outcome:
        """Run a prompt: every output node, and what these depend on."""
        prompt = copy.deepcopy(prompt)
        outcome = Outcome()
        good = []
        for id in prompt:
            if self._schema(prompt, id).is_output_node:
                problems = problems_of(prompt, self.nodes, id)
                outcome.invalid |= problems
                good += [] if problems else [id]
        self._management.interrupt_current_processing(False)
        with torch.inference_mode():
            self._run(prompt, good, outcome)
        return outcome

    def _run(self, prompt: Prompt, outputs: list[str], outcome: Outcome) -> None:
        signatures = Signatures(prompt, self.nodes)
        wanted = [*_in_order(prompt, outputs)]
        now = {signatures.of(id) for id in wanted}
        # What the prompt does not use any more is forgotten.
        self._kept = {key: kept for key, kept in self._kept.items() if key in now}
        outcome.cached = [id for id in wanted if signatures.of(id) in self._kept]
        running = ""
        self._utils.HOOK = lambda value, total, preview, node: _note(
            outcome, running, value, total, preview
        )
        self._server.instance.texts = outcome.texts
        for running in wanted:
            if signatures.of(running) not in self._kept:
                try:
                    self._management.throw_exception_if_processing_interrupted()
                    done = self._execute(prompt, running, signatures)
                except self._management.InterruptProcessingException:
                    outcome.interrupted = running
                    return
                except Exception as error:
                    outcome.failed = (running, str(error))
                    return
                self._kept[signatures.of(running)] = done
                outcome.ran.append(running)
            if shown := self._kept[signatures.of(running)].shown:
                outcome.shown[running] = shown

    def _execute(self, prompt: Prompt, id: str, signatures: Signatures) -> _Kept:
        schema, node = self._schema(prompt, id), self._node(prompt, id)
        arguments = self._arguments(prompt, id, signatures)
        hidden = SimpleNamespace(unique_id=id, prompt=prompt, extra_pnginfo=None)
        running = type(node.__name__, (node,), {"hidden": hidden})
        if schema.is_input_list:
            calls = [arguments]
        else:
            most = max(map(len, arguments.values()), default=1)
            calls = [{n: v[min(i, len(v) - 1)] for n, v in arguments.items()} for i in range(most)]
        given = [_called(running, schema, call) for call in calls]
        outputs = [
            [v for g in given for v in (g[0][place] if output.is_output_list else [g[0][place]])]
            for place, output in enumerate(schema.outputs)
        ]
        shown: dict[str, Any] = {}
        for _, says in given:
            for key, values in says.items():
                shown.setdefault(key, []).extend(values)
        return _Kept(outputs, shown)

    def _arguments(self, prompt: Prompt, id: str, signatures: Signatures) -> dict[str, list[Any]]:
        given = prompt[id]["inputs"]
        known = sockets_of(self._schema(prompt, id), given)
        return {
            name: self._kept[signatures.of(value[0])].outputs[value[1]]
            if is_wire(value)
            else [value]
            for name, value in given.items()
            if name in known
        }

    def _node(self, prompt: Prompt, id: str) -> Any:
        return self.nodes[prompt[id]["class_type"]]

    def _schema(self, prompt: Prompt, id: str) -> Any:
        return self._node(prompt, id).GET_SCHEMA()


async def _nodes(pack: ModuleType) -> list[Any]:
    extension = await pack.comfy_entrypoint()
    await extension.on_load()
    return list(await extension.get_node_list())


def _in_order(prompt: Prompt, outputs: list[str]) -> Iterator[str]:
    """The nodes that outputs depend on, each after those it reads."""
    done: set[str] = set()
    waiting = [(id, False) for id in reversed(outputs)]
    while waiting:
        id, ready = waiting.pop()
        if id in done:
            continue
        if ready:
            done.add(id)
            yield id
        else:
            reads = [v[0] for v in prompt[id]["inputs"].values() if is_wire(v)]
            waiting += [(id, True), *((read, False) for read in reversed(reads))]


def _called(node: Any, schema: Any, arguments: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """One value for each output, and what is shown."""
    from comfy_execution.graph_utils import ExecutionBlocker

    for value in arguments.values():
        if isinstance(value, ExecutionBlocker):
            return [value] * len(schema.outputs), {}
    given = node.execute(**grouped(arguments, schema))
    shown = given.ui if isinstance(given.ui, dict) else given.ui.as_dict() if given.ui else {}
    if given.block_execution is not None and given.args:
        return [ExecutionBlocker(given.block_execution)] * len(schema.outputs), shown
    return list(given.args), shown


def _note(outcome: Outcome, node: str, value: float, total: float, preview: Any) -> None:
    outcome.progress.append((node, value, total))
    outcome.previews += preview is not None
