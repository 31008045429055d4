"""Measures the system on this machine, beside what the same machine can do at best: `make bench`."""
