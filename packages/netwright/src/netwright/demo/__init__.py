"""The demo: the whole road from a folder of pictures to a prediction, on real data."""
