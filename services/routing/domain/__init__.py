"""The rules of routing. Standard library only: no clock, no database, no events."""
