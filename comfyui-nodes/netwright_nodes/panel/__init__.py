"""What the panel beside the canvas shows: runs, models and data sets of ComfyUI's folders."""
