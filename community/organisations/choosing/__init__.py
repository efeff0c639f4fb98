"""Choosing an organisation by typing a few letters of its name or its town."""
