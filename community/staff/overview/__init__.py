"""The home of staff: what waits for a person, and what there is."""
