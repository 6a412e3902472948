"""The reference page of a layer, from its class alone: on the terminal and in Markdown."""
