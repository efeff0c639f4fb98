"""What the house does by itself: when each job ran, what came of it, and when it runs again."""
