"""Everything there is, kind by kind: a page each, found by its name."""
