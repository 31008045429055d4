"""Feeds in Atom (RFC 4287): what was answered lately, in all the province or in one field, agency or place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from services.publish.domain.ledger.content import plain
from services.publish.domain.public_case import PublicCase
from services.publish.domain.reference import Reference
from services.publish.web.addresses import page_of

MEDIA_TYPE = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
#: Characters that XML 1.0 has no way of writing.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: What a feed without entries was updated at: it must say something, and always the same.
_NEVER = "1970-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself: `address` is its own and its name for ever, `site` the page beside it."""

    address: str
    site: str
    title: str
    author: str
    rights: str


def atom(feed: Feed, cases: Iterable[PublicCase], reference: Reference) -> bytes:
    """Return the feed as a document."""
    entries = list(cases)
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "vi"})
    _add(root, "id", feed.address)
    _add(root, "title", feed.title)
    _add(root, "updated", max((plain(_updated(each)) for each in entries), default=_NEVER))
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.site)
    _add(SubElement(root, "author"), "name", feed.author)
    _add(root, "rights", feed.rights)
    for each in entries:
        _entry(SubElement(root, "entry"), each, reference)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _entry(entry: Element, case: PublicCase, reference: Reference) -> None:
    page = page_of(case.code)
    _add(entry, "id", page)
    _add(entry, "title", case.title or case.code)
    _add(entry, "updated", plain(_updated(case)))
    _add(entry, "published", plain(case.answered_at))
    _add(entry, "link", rel="alternate", type="text/html", href=page)
    _add(SubElement(entry, "author"), "name", case.agency_name)
    if case.category:
        _add(entry, "category", term=case.category, label=reference.category_name(case.category, "vi"))
    _add(entry, "content", f"{case.text}\n\n{case.agency_name}:\n{case.answer}", type="text")


def _updated(case: PublicCase) -> datetime:
    """Return when the answer last became public as it is."""
    return max(case.answered_at, case.published_at or case.answered_at)


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> None:
    written = {key: _UNWRITABLE.sub("", value) for key, value in attributes.items()}
    SubElement(parent, name, written).text = _UNWRITABLE.sub("", text) or None
