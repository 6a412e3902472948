"""Times things side by side, each against its bar: what gets slower is seen before users see it.

    python -m bench                 every file of measurements here
    python -m bench startup         those of startup.py

A file of measurements has a function `measurements(folder)` that returns a list of `Measurement`s;
`folder` is an empty folder for what they need and write. Adding a file adds its measurements.
"""
