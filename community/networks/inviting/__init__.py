"""Invitations after they were sent: how far each is, once more, withdrawn, and links that many can use."""
