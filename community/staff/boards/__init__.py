"""A board for everyone: made and changed."""
