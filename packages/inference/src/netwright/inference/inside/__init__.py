"""Looking inside a model, without torch.

probe            every layer's output by name
statistics       what can be said of a layer's numbers
comparison       two models, or a model and its quantised form, layer by layer
"""
