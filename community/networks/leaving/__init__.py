"""Leaving a network, and coming back."""
