"""Open cases of dissolved units move to whoever takes over, at the stroke of the date."""
