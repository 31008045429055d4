"""How published cases are found by the million: words as bits, see `docs/decisions/0036-searching-a-million.md`."""
