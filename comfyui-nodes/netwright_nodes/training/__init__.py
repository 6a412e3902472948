"""What nodes that read data and train tell while they run."""
