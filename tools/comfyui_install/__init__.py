"""Installing the pack into a ComfyUI that is there already, taking it out, and looking it over.

checkout   where ComfyUI and its Python are
link       the pack's place among the custom nodes
packages   what its Python has, and what is added, its torch left as it is
doctor     what is wrong, with a fix for each
"""
