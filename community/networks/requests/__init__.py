"""Asking to take part: the page of who asks, and that of who answers; verbs in `actions.joining`."""
