"""One person as staff look after them: where they work, what they may do, whether their account is open."""
