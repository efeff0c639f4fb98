"""Where somebody works: said by themselves, confirmed by who knows them there, and what a change of work means."""
