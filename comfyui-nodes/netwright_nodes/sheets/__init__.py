"""From documents to workflows: nodes with their widgets and wires, laid out to be read."""
