"""What a network is called, what it is for and who may know of it: changed by its facilitators, with history."""
