"""Write the JSON Schemas that netwright-interfaces ships. Run it after changing a document."""

from __future__ import annotations

import json
from pathlib import Path

from netwright.interfaces.documents.schemas import generate_schemas

FOLDER = Path(__file__).parents[1] / "packages/interfaces/src/netwright/interfaces/schemas"

if __name__ == "__main__":
    for name, schema in generate_schemas().items():
        (FOLDER / name).write_text(json.dumps(schema, indent=2) + "\n", encoding="utf-8")
