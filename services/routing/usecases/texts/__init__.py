"""Canned texts: kept, edited, filled in for a case."""

from services.routing.usecases.texts.edit_texts import EditTexts
from services.routing.usecases.texts.load_texts import LoadTexts
from services.routing.usecases.texts.offer_texts import Offered, OfferTexts
from services.routing.usecases.texts.ports import CannedTexts

__all__ = ["CannedTexts", "EditTexts", "LoadTexts", "OfferTexts", "Offered"]
