"""What nodes share: kinds of wires, ids, sockets that grow, files in folders, pictures."""
