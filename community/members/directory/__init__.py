"""The list of people: found by what they can help with, in the order of their surnames, page by page."""
