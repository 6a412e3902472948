"""The commands that this package adds to `netwright`, one module each."""
