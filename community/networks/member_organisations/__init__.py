"""Organisations that are a member of a network, from when and until when; verbs in `actions.organisations`."""
