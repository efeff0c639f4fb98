"""Where a network stands, from exploring to its end: what is to be done in each phase, and by whom."""
