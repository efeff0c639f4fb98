"""Leaving a network, and what comes before and after it: naming another facilitator, and coming back."""
