"""The document of a network, once it is known what flows into it."""

from __future__ import annotations

from collections.abc import Iterator

from netwright.interfaces.documents import Input, Network, Node

from .steps import Step


def network_of(last: Step, shape: tuple[int, ...], name: str = "network") -> Network:
    """All steps up to `last` as a document.

    Args:
        last: The network's end.
        shape: Of what flows in, without the batch axis.
        name: The network's name.
    """
    return Network(
        name=name,
        inputs={"input": Input(shape=shape)},
        nodes=tuple(_node(step) for step in steps_up_to(last)),
        outputs={"output": last.id},
    )


def _node(step: Step) -> Node:
    inputs = tuple(read.id for read in step.reads) or ("input",)
    return Node(id=step.id, op=step.op, params=dict(step.params), inputs=inputs)


def steps_up_to(last: Step) -> Iterator[Step]:
    """Each step once, after those it reads."""
    waiting, done = [(last, False)], set[int]()
    while waiting:
        step, ready = waiting.pop()
        if id(step) in done:
            continue
        if ready:
            done.add(id(step))
            yield step
        else:
            waiting += [(step, True), *((read, False) for read in reversed(step.reads))]
