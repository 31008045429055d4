"""Catches every mail of a local system and shows it. Development and tests only: it delivers nothing, and asks nobody who they are."""
