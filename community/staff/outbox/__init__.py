"""The mail of the house: how it does, what did not arrive, and sending once more. Never what a mail says."""
