"""Which outputs of a network a recipe trains, and each of them as if it were the only one.

With several outputs a network is trained on the weighted sum of their losses, each against the same
target: auxiliary classifiers (Szegedy et al., 2015) and deep supervision (Lee et al., 2015). One of
them is the main output: metrics, the best epoch, the exported model and the report are of it alone.
"""

from __future__ import annotations

import json

from netwright.interfaces.documents import Network, Recipe, Task
from netwright.interfaces.errors import NetworkError, UsageError, did_you_mean
from netwright.training.losses import loss_of

_MAIN = "logits"
_AUXILIARY_WEIGHT = 0.3
"""What Szegedy et al. gave each of theirs."""


def outputs_of(recipe: Recipe) -> tuple[str, ...]:
    """The outputs that a recipe trains, the main one first; none where it names none.

    The main one is called `logits`, or else it is the first that is named and not weighted 0.
    """
    trained = [name for name, asked in recipe.outputs.items() if asked.weight > 0]
    return tuple(sorted(trained, key=lambda name: name != _MAIN))


def trained_outputs(network: Network, recipe: Recipe) -> tuple[str, ...]:
    """The outputs of a network that are trained, the main one first.

    Raises:
        NetworkError: There are several, and the recipe does not say which.
        UsageError: The recipe names one that the network has not, or weighs all of them 0.
    """
    if not recipe.outputs:
        if len(network.outputs) > 1:
            raise _unsaid(network)
        return tuple(network.outputs)
    for name in recipe.outputs:
        if name not in network.outputs:
            raise UsageError(
                f"the recipe trains the output {name!r}, but {network.name!r} gives "
                f"{', '.join(network.outputs)}.",
                key=f"outputs.{name}",
                fix=did_you_mean(name, network.outputs),
            )
    trained = outputs_of(recipe)
    if not trained:
        name = next(iter(recipe.outputs))
        raise UsageError(
            "all outputs have the weight 0, so there is nothing to train.",
            key="outputs",
            fix=f"set outputs.{name}.weight=1.",
        )
    return trained


def recipe_of(recipe: Recipe, output: str) -> Recipe:
    """The recipe of one output: its loss is what that output is trained on."""
    asked = recipe.outputs.get(output)
    if asked is None:
        return recipe
    return recipe.model_copy(update={"loss": asked.loss or recipe.loss, "outputs": {output: asked}})


def main_recipe(recipe: Recipe) -> Recipe:
    """The recipe of the main output."""
    trained = outputs_of(recipe)
    return recipe_of(recipe, trained[0]) if trained else recipe


def with_output(network: Network, output: str) -> Network:
    """The network with that output alone."""
    return network.model_copy(update={"outputs": {output: network.outputs[output]}})


def loss_key(recipe: Recipe, output: str) -> str:
    """Where a recipe says what that output is trained on."""
    asked = recipe.outputs.get(output)
    return "loss" if asked is None or asked.loss is None else f"outputs.{output}.loss"


def loss_in_words(recipe: Recipe, task: Task) -> str:
    """What is made small, such as ``MSELoss``, or the sum over several outputs."""
    trained = outputs_of(recipe)
    if not trained:
        return loss_of(recipe, task).name
    return " + ".join(
        f"{recipe.outputs[name].weight:g} x {loss_of(recipe_of(recipe, name), task).name} of {name}"
        for name in trained
    )


def _unsaid(network: Network) -> NetworkError:
    names = list(network.outputs)
    main = _MAIN if _MAIN in names else names[0]
    asked = {name: {} if name == main else {"weight": _AUXILIARY_WEIGHT} for name in names}
    return NetworkError(
        f"{network.name!r} has {len(names)} outputs ({', '.join(names)}), but the recipe does not "
        "say which are trained.",
        fix=f"set outputs={json.dumps(asked, separators=(',', ':'))} in the recipe, where {main!r} "
        "is what is measured and exported; or leave one output in the network.",
    )
