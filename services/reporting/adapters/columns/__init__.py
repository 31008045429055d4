"""Every state that every case was ever in, as columns of small numbers in memory: a million are counted at once."""
