"""The rules of accepting a case. Standard library only: no clock, no I/O."""
