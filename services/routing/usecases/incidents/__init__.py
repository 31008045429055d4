"""Bursts of cases about one matter: noticed, confirmed by the shift lead, answered once for all."""
