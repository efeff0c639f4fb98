"""The link of an invitation is opened: by whom it is for, by somebody else, too late, or a second time."""
