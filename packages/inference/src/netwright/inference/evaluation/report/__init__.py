"""The page of an evaluation: one file of HTML that opens from the disk.

Its charts are SVG, and its pictures lie in the page itself. So it may be sent around as one file,
and inference needs no matplotlib, which with what it brings is half of what inference may weigh.
"""
