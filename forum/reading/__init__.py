"""What somebody has read and what they follow."""
