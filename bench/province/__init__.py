"""A province's cases of some years, invented, always the same ones for the same seed: who asked what, where and when.

`lives(range, count, end)` yields what happened to each; who measures turns it into documents or events.
"""

from bench.province.lives import Life, Province, lives

__all__ = ["Life", "Province", "lives"]
