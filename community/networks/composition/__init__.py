"""Of which organisations and people a network is made, and who is missing."""
