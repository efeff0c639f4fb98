"""What is told about where somebody works."""
