"""Data that come with the pack, so that every example runs on a fresh ComfyUI without network."""
