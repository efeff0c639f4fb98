"""An account that is made for somebody, and the mail that says so."""
