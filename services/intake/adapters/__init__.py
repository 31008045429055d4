"""Intake's ties to MongoDB, telephone numbering and the calendar of public holidays."""
