"""Between the database and the pure planner of `rotation`: a plan as a problem, and what its answer means."""
