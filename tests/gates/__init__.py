"""The gate that every change passes: `make check`, or a part of it with `python -m tests.gates lint sizes`."""
