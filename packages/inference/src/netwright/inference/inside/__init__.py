"""Looking inside a model, without torch.

probe            every layer's output by name
statistics       what can be said of a layer's numbers
feature_maps     a layer's numbers as a picture
comparison       two models, or a model and its quantised form, layer by layer
explainer        what speaks for an answer: heat maps, effects of columns, words and places
embedding        a model file that gives its class activation maps to every client
"""
