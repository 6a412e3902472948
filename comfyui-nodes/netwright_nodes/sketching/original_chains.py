"""The original's layers, whose sizes are known only where data meet them: in training, or a test.

There the layers are gone through once more, with the shape of a sample.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from netwright.interfaces.errors import NetwrightError
from netwright.layers import Layer, Misfit, Shape, TensorType, check, layer_type
from netwright.layers.seeing.cost import Cost, measured, total
from netwright.layers.shapes import output_types

from ..original.networks import network_of, steps_up_to
from ..original.plans import Plan
from ..original.steps import Step
from ..routes.messages.canvas import Flow, NodeTold, Problem, Repair, SetWidget
from .described import Described
from .looked_at import LookedAt
from .wired_inputs import inputs_of


@dataclass
class Met:
    """What became of layers and a sample.

    Attributes:
        sample: The shape of a sample.
        types: What each step gives, by its id.
        costs: What it costs.
        wrong: The step that does not fit, and what it says.
    """

    sample: Shape
    types: dict[str, TensorType] = field(default_factory=dict)
    costs: dict[str, Cost] = field(default_factory=dict)
    wrong: tuple[Step, Misfit | NetwrightError] | None = None

    def into(self, step: Step) -> tuple[TensorType, ...]:
        """The types of what flows into a step."""
        return tuple(self.types[read.id] for read in step.reads) or (TensorType(self.sample),)


def meeting(
    described: Described, given: Mapping[str, Any], found: Mapping[str, LookedAt | None]
) -> tuple[Step, Shape] | None:
    """The last layer, and the sample that flows into the first one; None where it is not known."""
    values = inputs_of(described, given, found).values
    plan = values.get("model")
    shape = values.get("train_dataset", values.get("tensor"))
    if not isinstance(plan, Plan) or not isinstance(shape, tuple):
        return None
    return plan.last, (math.prod(shape),) if values.get("Flatten") else shape


def met(last: Step, shape: Shape) -> Met:
    """All steps up to `last`, as far as they fit."""
    done = Met(shape)
    for step in steps_up_to(last):
        if all(read.id in done.types for read in step.reads):
            types = done.into(step)
            try:
                layer, given = _fit(step, step.params, types)
            except (Misfit, NetwrightError) as error:
                done.wrong = done.wrong or (step, error)
            else:
                done.types[step.id] = given
                done.costs[step.id] = measured(layer, types).cost
    return done


def _fit(
    step: Step, params: Mapping[str, Any], types: tuple[TensorType, ...]
) -> tuple[Layer, TensorType]:
    layer = layer_type(step.op).from_params(params).resolve(*types)
    return layer, output_types(layer, types)[0]


def trained(name: str, last: Step, shape: Shape) -> LookedAt:
    """The node that trains those layers, all of which fit, with their network."""
    network = check(network_of(last, shape))
    flows = (
        Flow(name=output, shape=given.shape, dtype=given.dtype)
        for output, given in network.outputs.items()
    )
    return LookedAt(name, NodeTold(outputs=tuple(flows)), network=network)


def told_with(
    nodes: Mapping[str, LookedAt], kinds: Mapping[str, Described], done: Met
) -> Iterator[tuple[str, LookedAt]]:
    """The nodes of those steps, with what is known of them now."""
    for id, node in nodes.items():
        step = node.outputs[0] if node.outputs else None
        if not isinstance(step, Step):
            continue
        own = {part for part in done.types if _belongs(part, step.id)}
        if done.wrong is not None and _belongs(done.wrong[0].id, step.id):
            problem = _problem(id, node, nodes, kinds[id], done)
            yield id, replace(node, told=NodeTold(problem=problem))
        elif step.id in own:
            given = done.types[step.id]
            cost = total(done.costs[part] for part in own)
            flow = Flow(name=kinds[id].outputs[0].name, shape=given.shape, dtype=given.dtype)
            told = NodeTold(
                outputs=(flow,), parameters=cost.parameters, multiply_adds=cost.multiply_adds
            )
            yield id, replace(node, told=told)


def _belongs(part: str, end: str) -> bool:
    """Whether a step is of the node whose last step is `end`: skips make further ones of it."""
    return part == end or end.startswith(f"{part}_")


def _problem(
    id: str, node: LookedAt, nodes: Mapping[str, LookedAt], described: Described, done: Met
) -> Problem:
    assert done.wrong is not None
    step, error = done.wrong
    if not isinstance(error, Misfit):
        return Problem(message=f"{node.name}: {error.message}", fix=error.fix)
    before = step.reads[error.input] if step.reads else None
    gives = error.gives or str(done.into(step)[error.input])
    return Problem(
        message=f"{node.name} expects {error.expects}, but {_giver(before, nodes)} gives {gives}.",
        fix=str(error.fix),
        input="res" if error.input else "layer",
        repairs=tuple(_settings(id, described, step, error, done)),
    )


def _giver(step: Step | None, nodes: Mapping[str, LookedAt]) -> str:
    if step is None:
        return "the data"
    names = (n.name for n in nodes.values() if n.outputs and n.outputs[0] is step)
    return next(names, step.id)


def _settings(
    id: str, described: Described, step: Step, error: Misfit, done: Met
) -> Iterator[Repair]:
    """The parameter that the error's fix sets, where the node has a widget for it."""
    for name, value in getattr(error.fix, "settings", {}).items():
        widget = name if name in described.widgets else "normalized_shape"
        if widget not in described.widgets or not _fits(step, {name: value}, done):
            continue
        shown = (
            value if widget == name else str(list(value) if isinstance(value, tuple) else [value])
        )
        action = SetWidget(node=id, widget=widget, value=shown)
        yield Repair(label=f"Set {widget} to {shown}", action=action)


def _fits(step: Step, settings: dict[str, Any], done: Met) -> bool:
    try:
        _fit(step, {**step.params, **settings}, done.into(step))
    except (Misfit, NetwrightError):
        return False
    return True
