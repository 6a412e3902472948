"""What the page and the server tell each other, a file for each matter.

`python tools/write_page_messages.py` writes their JSON Schema, of which the page's types are made.
"""
