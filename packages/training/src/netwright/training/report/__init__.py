"""The page to look at after a run: plain HTML that opens from the disk, with its pictures.

`page.write_report` makes it. Nothing is imported here: the page brings PyTorch with it, and
pictures of runs that are over need none.
"""
