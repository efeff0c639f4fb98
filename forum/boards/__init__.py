"""Boards that are open to more people than one network, and who keeps them."""
