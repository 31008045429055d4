"""What comes of holding a projection against the same one made anew."""

from __future__ import annotations

from dataclasses import dataclass

#: Digests are added up modulo this, so that parts can be taken in any order by several readers.
MODULUS = 2**256
#: So many names are kept; the counts are exact.
NAMED = 1_000


@dataclass(frozen=True, slots=True)
class Difference:
    """A document that is not the same: where it lies, its key, and both digests; 0 where there is none."""

    collection: str
    key: str
    live: int
    new: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was seen of some documents: of the projection in use (`live`) and of the one made anew (`new`).

    A digest is the sum of the SHA-256 of every document. `differing` counts the documents that are not the same;
    `poorer` those of them where the new one lacks something that the live one has: the archive does not know it all.
    `named` are the first that differ.
    """

    events: int = 0
    documents: int = 0
    live: int = 0
    new: int = 0
    differing: int = 0
    poorer: int = 0
    named: tuple[Difference, ...] = ()

    def __add__(self, other: Comparison) -> Comparison:
        return Comparison(
            self.events + other.events,
            self.documents + other.documents,
            (self.live + other.live) % MODULUS,
            (self.new + other.new) % MODULUS,
            self.differing + other.differing,
            self.poorer + other.poorer,
            (self.named + other.named)[:NAMED],
        )

    @property
    def all_named(self) -> bool:
        """Whether `named` has every document that differs."""
        return len(self.named) == self.differing

    def looked_again(self, again: Comparison) -> Comparison:
        """Return the same with the named documents as they were seen the second time. All must have been named."""
        return Comparison(
            self.events,
            self.documents,
            (self.live - sum(each.live for each in self.named) + again.live) % MODULUS,
            (self.new - sum(each.new for each in self.named) + again.new) % MODULUS,
            again.differing,
            again.poorer,
            again.named,
        )

    @property
    def digest(self) -> str:
        """The digest of what was made anew, hexadecimal."""
        return f"{self.new:064x}"

    @property
    def live_digest(self) -> str:
        """The digest of what is in use, hexadecimal."""
        return f"{self.live:064x}"
