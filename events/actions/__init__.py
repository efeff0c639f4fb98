"""What people do around meetings: verbs that change state, one idea a file."""
