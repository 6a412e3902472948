"""Hosts that run prompts of ComfyUI's API: a small one of our own, and a real ComfyUI.

Both are asked the same way and answer with the same `Outcome`, so that one suite runs on both, and
the small one is proved against the real one.
"""
