"""Networks of the canvas while they are wired: nodes are looked at without ComfyUI running them."""
