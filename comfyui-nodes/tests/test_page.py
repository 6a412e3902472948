"""What ComfyUI's page is served is made of the sources that are here."""

from __future__ import annotations

import json

import write_page_messages


def test_the_schema_of_the_messages_is_that_of_the_routes() -> None:
    assert json.loads(write_page_messages.FILE.read_text("utf-8")) == write_page_messages.schema()
