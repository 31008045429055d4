"""Reporting: what was received, handled, late and open, per agency, category, channel and month."""
