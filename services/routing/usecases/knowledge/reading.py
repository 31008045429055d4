"""Reading what somebody wrote into an entry: one form of letters, and names that the catalogue has."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from services.kit.text import nfc
from services.routing.domain.knowledge.checking import Fault, Known, code_faults, read_content, unknown_faults
from services.routing.domain.knowledge.entry import Content, Kind
from services.routing.usecases.ports import Catalogs

_KEPT = "\n\r\t"


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads fields as they are written."""

    catalogs: Catalogs

    def __call__(self, code: str, kind: Kind, written: Mapping[str, str], known: Known | None = None) -> Read:
        """Return what is written, and all that is wrong with it. `known`: the catalogue, where it was asked before."""
        content, wrong = read_content(kind, {name: visible(text) for name, text in written.items()})
        unknown = unknown_faults(kind, content, known or self.known())
        return Read(code, kind, content, (*code_faults(code), *wrong, *unknown))

    def known(self) -> Known:
        """Return the short names that an entry may use."""
        catalog = self.catalogs.assigner().catalog
        return Known(frozenset(catalog.agencies), frozenset(catalog.categories), frozenset(catalog.areas))


@dataclass(frozen=True, slots=True)
class Read:
    """An entry as it was written, and what is wrong with it."""

    code: str
    kind: Kind
    content: Content
    faults: tuple[Fault, ...]


def visible(text: str) -> str:
    """Return a text in NFC (TCVN 6909:2001) without what nobody can see, its lines as they are."""
    return nfc("".join(each for each in text if each in _KEPT or unicodedata.category(each) not in ("Cc", "Cf", "Cs")))
