"""A meeting that belongs to no network and is open to everyone, or to everyone with an account."""
