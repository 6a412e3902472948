"""The hand-written nodes, one file each. Each calls one public function of Netwright."""
