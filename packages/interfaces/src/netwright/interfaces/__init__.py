"""What Netwright's packages share: documents, errors, preprocessing and the command line.

The public names live in four modules, each imported only by those who use it, because
`netwright --help` needs none of them and a prediction needs few:

    netwright.interfaces.documents   Network, Dataset, Recipe, Event, Model and their parts
    netwright.interfaces.errors      NetwrightError and its kinds
    netwright.interfaces.files       files that are there whole or not at all
    netwright.interfaces.imaging     reading an image, the same for training and prediction
    netwright.interfaces.testing     contract suites for other packages' tests
"""
