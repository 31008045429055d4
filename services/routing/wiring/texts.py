"""The composition of canned texts."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.routing.usecases.ports import Catalogs
from services.routing.usecases.texts import CannedTexts, EditTexts, LoadTexts, OfferTexts


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What can be done with canned texts; `texts` is what pages look into."""

    texts: CannedTexts
    edit: EditTexts
    load: LoadTexts
    offer: OfferTexts


def build_texts(texts: CannedTexts, catalogs: Catalogs, clock: Clock) -> Texts:
    """Return the use cases."""
    return Texts(
        texts=texts,
        edit=EditTexts(texts, catalogs, clock),
        load=LoadTexts(texts, catalogs, clock),
        offer=OfferTexts(texts, catalogs, clock),
    )
