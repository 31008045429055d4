"""Reconciliation: what every service knows of a case is compared, and what does not add up is named."""
