"""Runs the examples of the documentation, so that what it shows is what happens.

In a Markdown file, blocks marked `python`, `sh` or `console` are run in their order, in one new
folder for the file; its python blocks share one process. A block that cannot be run here says why,
in a comment right above it:

    <!-- not run: it needs a GPU -->

    python -m runnable_docs             README.md, packages/*/README.md, docs/*.md and the pack's
    python -m runnable_docs FILE...     these files
"""
