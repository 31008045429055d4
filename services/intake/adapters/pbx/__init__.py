"""Telephone systems: what each vendor sends is data (`*.yaml` here), how it is read is one program."""
