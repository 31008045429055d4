"""Catches every mail of a local system and shows it. For development and tests only: it asks nobody who they are."""
