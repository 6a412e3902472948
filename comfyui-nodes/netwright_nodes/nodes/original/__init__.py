"""The original's nodes: its ids, its sockets, its widgets in their order."""
