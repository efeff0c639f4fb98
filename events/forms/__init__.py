"""Input around meetings, and what is said of input that cannot be."""
