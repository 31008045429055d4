"""Accepts cases: one shared use case, one channel per process."""
