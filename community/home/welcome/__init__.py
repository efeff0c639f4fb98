"""The first quarter of an hour of who comes into a network: four questions, and then over the bridge."""
