"""The pages of a concept: its steps, its list of people, and what came of it."""
