"""How agencies get their cases: which way, how often a call is tried, and who is there."""
