"""Who decides in a network, and what was decided by whose mandate."""
