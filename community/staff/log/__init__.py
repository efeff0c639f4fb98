"""Who did what: the journal in sentences, for who looks after the platform."""
