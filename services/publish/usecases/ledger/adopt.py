"""Enter the cases that were published before there was a ledger."""

from __future__ import annotations

from services.publish.usecases.ledger.ports import Chain, Marks

AT_ONCE = 200


class AdoptPublished:
    """Walks once over what is public, a little at a time, and marks what has no entry. Any process may go on."""

    def __init__(self, marks: Marks, chain: Chain) -> None:
        self._marks = marks
        self._chain = chain
        self._done = False

    def __call__(self) -> bool:
        """Do the next part of the walk; nothing once it is over. Returns False: it is in no hurry."""
        if self._done:
            return False
        after = self._chain.adopted()
        if after is not None:
            after = self._marks.adopt(after, AT_ONCE)
            self._chain.note_adopted(after)
        self._done = after is None
        return False
