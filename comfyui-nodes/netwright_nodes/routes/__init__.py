"""What the page asks of the server: typed, bounded, of ComfyUI's own folders alone."""
