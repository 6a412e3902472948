"""A network as a Graphviz graph: layers as boxes, tensors as edges with their shapes."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator

from netwright.interfaces.documents import Network
from netwright.interfaces.errors import UsageError
from netwright.layers.checked import CheckedNetwork, CheckedNode, check
from netwright.layers.seeing.flow import Flow, Tensor, flow
from netwright.layers.seeing.key_parameters import key_parameters, printable

COLOURS = {
    "Convolution": "#cfe2ff",
    "Linear": "#d9d2f5",
    "Activation": "#ffe8b8",
    "Normalization": "#d5f0d3",
    "Pooling": "#f9d3d3",
    "Resizing": "#fbdcc2",
    "Merge": "#ffd6ec",
    "Sequence": "#cdeef2",
    "Dropout": "#ececec",
    "Shape": "#f4f4f4",
    "Padding": "#f4f4f4",
    "Backbone": "#dfe8c8",
}
"""The fill of a layer by its category. Other packages may have more categories."""

_OTHER, _BLOCK, _FRAME = "#ffffff", "#e3e8f0", "#f8fafc"
_GREY = "#555555"
_SKIPPING = ', color="#c2410c", penwidth=1.8'
_STRAIGHT = ", weight=8"
_END_OF_LINE = '<BR ALIGN="LEFT"/>'

_MOST_BOXES = 2_000

# The limits keep Graphviz from polishing a large graph for minutes.
_SETTINGS = f"""
  graph [rankdir=TB, bgcolor=white, fontname="Helvetica", fontsize=14, labelloc=t,
         ranksep=0.3, nodesep=0.35, nslimit=4, nslimit1=4, mclimit=2]
  node [shape=box, style="filled,rounded", color="#8a8f98", fontname="Helvetica", fontsize=12,
        margin="0.12,0.06", height=0.35]
  edge [color="{_GREY}", fontcolor="{_GREY}", fontname="Helvetica", fontsize=10, arrowsize=0.6]
"""


def dot(network: Network | CheckedNetwork, *, blocks: bool = False) -> str:
    """The graph in Graphviz's language. A document adds nothing to it but text.

    Args:
        network: The document, or what `check` gave for it.
        blocks: Whether blocks are drawn with what is in them; otherwise each is one box.

    Raises:
        NetwrightError: The network is not valid; see `check`.
        UsageError: There are more layers to draw than anybody could look at.
    """
    checked = check(network) if isinstance(network, Network) else network
    flows = flow(checked, into_blocks=blocks)
    if len(flows.uses) > _MOST_BOXES:
        raise UsageError(
            f"a diagram of {len(flows.uses):,} layers is too large; {_MOST_BOXES:,} are the most.",
            fix="leave --blocks out, or put repeated layers into blocks.",
        )
    lines = [
        f"label=<<B>{_text(checked.network.name)}</B>>",
        *(_end(tensor.producer, tensor.producer) for tensor in flows.inputs),
        *_boxes(checked, "", blocks),
        *(_end(_output_id(name), name) for name in flows.outputs),
        *_edges(flows),
    ]
    return f"digraph {{{_SETTINGS}  " + "\n  ".join(lines) + "\n}\n"


def _boxes(checked: CheckedNetwork, prefix: str, blocks: bool) -> Iterator[str]:
    """A box a layer; what is in a block stands in a frame."""
    for node in checked.nodes:
        path = f"{prefix}{node.node.id}"
        if blocks and isinstance(node.layer, CheckedNetwork):
            yield f"subgraph {_quoted(f'cluster {path}')} {{"
            yield f'label={_frame_title(node)} labeljust=l fontsize=10 bgcolor="{_FRAME}"'
            yield 'style=rounded color="#aab4c2"'
            yield from _boxes(node.layer, f"{path}.", blocks)
            yield "}"
        else:
            yield f'{_quoted(path)} [label={_title(node)}, fillcolor="{_colour(node)}"]'
        if node.node.weights_of:
            yield _shared_weights(f"{prefix}{node.node.weights_of}", path, node, blocks)


def _edges(flows: Flow) -> Iterator[str]:
    """An edge for every tensor that a layer reads; a skip connection stands out."""
    before: dict[str, frozenset[str]] = {tensor.producer: frozenset() for tensor in flows.inputs}
    for use in flows.uses:
        if any(tensor.producer != use.path for tensor in use.gives):
            continue  # A frame around a block's layers, which have the edges.
        on_the_way = frozenset().union(*(before[tensor.producer] for tensor in use.reads))
        before[use.path] = on_the_way.union(tensor.producer for tensor in use.reads)
        for tensor in use.reads:
            # It skips what lies between where there is another, longer way from its producer.
            skips = tensor.producer in on_the_way
            yield _edge(tensor, use.path, _SKIPPING if skips else _STRAIGHT)
    for name, tensor in flows.outputs.items():
        yield _edge(tensor, _output_id(name))


def _edge(tensor: Tensor, reader: str, style: str = "") -> str:
    label = "×".join(map(str, tensor.type.shape)) or "1"
    if tensor.type.dtype != "float32":
        label += f" {tensor.type.dtype}"
    if tensor.output:
        label = f"{tensor.output} {label}"
    ends = f"{_quoted(tensor.producer)} -> {_quoted(reader)}"
    return f"{ends} [label=<&#160;{_text(label)}>{style}]"  # The blank keeps it off the line.


def _shared_weights(owner: str, path: str, node: CheckedNode, blocks: bool) -> str:
    if blocks and isinstance(node.layer, CheckedNetwork):
        inner = node.layer.nodes[0].node.id
        owner, path = f"{owner}.{inner}", f"{path}.{inner}"
    ends = f"{_quoted(owner)} -> {_quoted(path)}"
    return f"{ends} [style=dashed, dir=none, constraint=false, label=<same weights>]"


def _end(id: str, name: str) -> str:
    """An input or an output of the network."""
    return f'{_quoted(id)} [shape=plain, style="", label=<<B>{_text(name)}</B>>]'


def _output_id(name: str) -> str:
    return f"output {name}"  # The blank keeps it apart from the ids of nodes.


def _title(node: CheckedNode) -> str:
    """What the node is, its id, and below its parameters, sizes from the input left out."""
    id = f'<FONT POINT-SIZE="10" COLOR="{_GREY}">{_text(node.node.id)}</FONT>'
    settings = "".join(f"<BR/>{line}" for line in _settings(node, 36))
    return f"<<B>{_text(node.node.op)}</B> {id}{settings}>"


def _frame_title(node: CheckedNode) -> str:
    """The same, narrow, because the arrows into a frame run down its middle."""
    lines = [f"<B>{_text(node.node.op)}</B>", _text(node.node.id), *_settings(node, 18)]
    return "<" + "".join(line + _END_OF_LINE for line in lines) + ">"


def _settings(node: CheckedNode, width: int) -> list[str]:
    given = key_parameters(node, inferred=False).items()
    lines = textwrap.wrap(", ".join(f"{name}={value}" for name, value in given), width)
    return [f'<FONT POINT-SIZE="9" COLOR="{_GREY}">{_text(line)}</FONT>' for line in lines]


def _colour(node: CheckedNode) -> str:
    if isinstance(node.layer, CheckedNetwork):
        return _BLOCK
    return COLOURS.get(node.layer.category, _OTHER)


def _text(text: str) -> str:
    return html.escape(printable(text))


def _quoted(id: str) -> str:
    return f'"{id}"'  # Ids of documents are letters, digits and underscores.
