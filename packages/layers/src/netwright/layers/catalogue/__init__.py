"""The layers that come with Netwright, one file each, found by `netwright.layers.registry`."""
