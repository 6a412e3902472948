"""Modules that torch.fx has traced, such as a backbone, written as classes.

made         what a class is made of: calls, numbers, lines of `forward`
layers       torch's own modules as calls: ``nn.Conv2d(3, 64, kernel_size=7)``
tensors      parameters and buffers as calls
observed     what each step of a graph gives
scopes       the steps of a graph by the module in whose `forward` they stand
names        what modules, functions and arguments are called
steps        the steps of one module as lines
parts        modules within modules as what classes are made of
writing      the text of one class for all its uses
windows      what torchvision's transformers call, in plain torch, to be copied into files
"""
