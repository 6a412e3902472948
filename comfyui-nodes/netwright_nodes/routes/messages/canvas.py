"""The canvas while it is wired: shapes, cost, what does not fit and what would mend it.

Nodes are named as in a prompt: ``9``, and ``25:9`` for #9 in the subgraph that is #25.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from .message import Message


class CanvasAsked(Message):
    """A canvas as the page saves it, foreign nodes without their widgets."""

    workflow: dict[str, Any]
    batch_size: int = Field(32, ge=1, le=1_000_000)


class Flow(Message):
    """What leaves an output: sizes without the batch axis."""

    name: str
    shape: tuple[int, ...]
    dtype: str


class SetWidget(Message):
    """Give a widget of a node another value. `leaves_out` where that value stands for none."""

    kind: Literal["set"] = "set"
    node: str
    widget: str
    value: bool | int | float | str
    leaves_out: bool = False


class InsertNode(Message):
    """Put a node into the wire that ends at an input of a node: its first input, first output.

    `widgets` holds those that differ from what a new node has.
    """

    kind: Literal["insert"] = "insert"
    node: str
    input: str
    type: str
    widgets: dict[str, bool | int | float | str]


Action = Annotated[SetWidget | InsertNode, Field(discriminator="kind")]


class Repair(Message):
    """A change of the canvas that was tried and makes the node fit.

    It is `action`, and then `also`, in order. Several nodes that go into one wire come in the order
    in which data flow: each is put between those before it and the node.
    """

    label: str
    action: Action
    also: tuple[Action, ...] = ()


class Problem(Message):
    """Why a node does not fit.

    `input` is the socket whose wire does not fit; None where a widget or the node itself is wrong.
    """

    message: str
    fix: str
    path: str | None = None
    input: str | None = None
    repairs: tuple[Repair, ...] = ()


class NodeTold(Message):
    """What is known of a node.

    `inferred` holds the values of widgets that are left out, by name. `parameters` and
    `multiply_adds` (of one sample) are None where the node does not fit or learns after others
    that do not. `waiting` names the sockets that need a wire, or whose wire comes from a node that
    does not fit: such a node has no problem of its own. `assumed` names the sockets of data sets
    that no run has read yet: what is typed stands for their sizes. The outputs of a node that gives
    a whole network are those of the network.
    """

    outputs: tuple[Flow, ...] = ()
    inferred: dict[str, bool | int | float | str] = Field(default_factory=dict)
    parameters: int | None = None
    multiply_adds: int | None = None
    problem: Problem | None = None
    waiting: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


class NetworkTold(Message):
    """A whole network, seen from the node that ends it. Memory is in bytes, at the batch size.

    `inference_memory` is of the weights, and of the tensors between layers where they are most.
    `training_memory` is of the weights, of gradients and two moments (as AdamW keeps them) of those
    that are trained, and of all tensors between layers. What layers need within themselves, and
    torch or a GPU for itself, comes on top.
    """

    node: str
    name: str
    layers: int
    parameters: int
    multiply_adds: int
    inference_memory: int
    training_memory: int


class CanvasTold(Message):
    """Of each node of a network that is on the canvas and not off."""

    nodes: dict[str, NodeTold]
    networks: tuple[NetworkTold, ...]


class ExportAsked(Message):
    """One network of the canvas, to take away: that of a Network node, or up to any layer node."""

    workflow: dict[str, Any]
    node: str
    form: Literal["document", "code", "diagram"]


class ExportTold(Message):
    """A file's name, its kind, and its text."""

    filename: str
    media_type: str
    text: str
