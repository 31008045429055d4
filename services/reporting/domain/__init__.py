"""The rules of the figures. Standard library only: no clock, no database, no events."""
