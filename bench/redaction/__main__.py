"""`python -m bench.redaction [--missed]`: recall and precision on the written and the made texts, as a table."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bench.redaction.made import made
from bench.redaction.score import NAME, STRUCTURED, Score, score
from bench.redaction.texts import BY_HAND, MarkedText, written

SEED, MOST = 1022, 7000


def main(arguments: Sequence[str]) -> None:
    """Print a table for each set; with `--missed` what was not found, and what was hidden for nothing."""
    sets = {file.stem: written(file) for file in BY_HAND} | {f"made, seed {SEED}": made(SEED, MOST)}
    for title, texts in sets.items():
        counted = score(texts)
        print(_table(title, texts, counted))
        if "--missed" in arguments:
            print("\n".join((*counted.missed, "-- hidden for nothing:", *counted.needless)))


def _table(title: str, texts: Sequence[MarkedText], counted: Score) -> str:
    rows = [_row(kind, counted, kind) for kind in STRUCTURED]
    rows += [_row("**all of these**", counted, *STRUCTURED), _row("name", counted, NAME)]
    head = f"\n{title}: {len(texts)} texts\n\n| kind | marked | recall | precision |\n|---|--:|--:|--:|"
    return "\n".join((head, *rows))


def _row(title: str, counted: Score, *kinds: str) -> str:
    marked = sum(counted.marked[kind] for kind in kinds)
    return f"| {title} | {marked} | {counted.recall(*kinds):.3f} | {counted.precision(*kinds):.3f} |"


if __name__ == "__main__":
    main(sys.argv[1:])
