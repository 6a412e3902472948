"""Workflows of linhusyung's "Build and train your network" (2024), opened and run.

Its node ids, sockets and the order of its widgets are kept, because saved workflows go by them.
A network is wired there before it is known what flows into it, and skips have rules of their own;
this package turns both into documents, which everything else here takes.

steps       what a wire carries: the layers so far, without shapes
skips       the wires called RES: taps, branches, joins, and how a node combines them
networks    a document, once it is known what flows in
text        lists of numbers in text widgets, taken apart and never run
sockets     the kinds of wires, spelt as there
data        image folders, and how their pictures are read
weights     a network with weights: of a run, a checkpoint, or a file of the original
"""
