"""Trained models on the canvas: files of models, images through them, scores."""
