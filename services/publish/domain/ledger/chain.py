"""How entries hang together: each holds the hash of the one before it, so that none can be changed, lost or moved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.publish.domain.ledger.content import FORM, canonical, plain
from services.publish.domain.ledger.marks import Mark

#: What stands before the first entry.
NOTHING = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry, numbered from 1 without gaps. `salt` and `content` may be gone; everything else stays for ever.

    `form` names the fields the digest was made of; `mark` and `months` are the mark's. `content` is kept only of
    texts that others have taken the place of; what is public now is on its own page.
    """

    number: int
    time: datetime
    kind: str
    code: str
    form: int
    digest: str
    previous: str
    hash: str
    mark: str = ""
    months: tuple[str, ...] = ()
    salt: str | None = None
    content: dict[str, Any] | None = None


def hash_of(number: int, time: datetime, kind: str, code: str, form: int, digest: str, previous: str) -> str:
    """Return the hash of an entry: SHA-256, hex, of all its lasting fields as canonical JSON."""
    fields = {
        "number": number,
        "time": plain(time),
        "kind": kind,
        "code": code,
        "form": form,
        "digest": digest,
        "previous": previous,
    }
    return hashlib.sha256(canonical(fields)).hexdigest()


def chained(head: Entry | None, marks: Sequence[Mark], now: datetime) -> Iterator[Entry]:
    """Yield an entry for each mark, in order, after `head`. Times never go back, whatever the clocks say."""
    number, previous = (head.number, head.hash) if head else (0, NOTHING)
    time = max(now, head.time) if head else now
    for mark in marks:
        number += 1
        own = hash_of(number, time, mark.kind, mark.code, FORM, mark.digest, previous)
        yield Entry(
            number=number,
            time=time,
            kind=mark.kind,
            code=mark.code,
            form=FORM,
            digest=mark.digest,
            previous=previous,
            hash=own,
            mark=mark.id,
            months=mark.months,
            salt=mark.salt,
        )
        previous = own
