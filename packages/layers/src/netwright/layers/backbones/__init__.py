"""Parts of torchvision's classification models as layers; what `Backbone` of the catalogue does.

zoo            which models there are, and their published weights
architecture   a model without its weights, or with new ones
points         the inner points of a model, and its graph up to one of them
stages         the parts that are frozen or trained together
module         the module that a network holds
loading        weights into a model; state_file reads them, download fetches them

torchvision is an extra: ``pip install "netwright-layers[backbones]"``.
"""
