"""The archive of the running service: everything it is told is there, nothing of a person is anywhere."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import bson
import pytest

from services.kit.events import Contact, Event, EventData
from services.kit.events.attachment import Attachment
from services.kit.events.case_received import Place
from services.kit.messaging import declare
from services.reporting.usecases.archiving.bare import blanks
from tests.integration.reporting.test_reporting import ENV, PLACE, publish
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.unit.reporting.lives import lives
from tests.waiting import eventually

pytestmark = pytest.mark.integration

PLANTED = "Nguyễn Văn An 0905000001 an@example.org 12 Trần Phú"
TELLTALES = ("Nguyễn Văn An", "0905000001", "84905000001", "an@example.org", "Trần Phú", "4711", "13.7829671", "AABBCC")
CONTACT = Contact(name="Nguyễn Văn An", phone="+84905000001", email="an@example.org", zalo="4711", facebook="4711")
FILE = Attachment(id="AABBCC", name=f"{PLANTED}.jpg", media_type="image/jpeg", kind="image", size=1, sha256="AABBCC")


def planted(event: Event) -> Event:
    """Return the event with somebody's data wherever words, contacts, places and files may stand."""
    data: EventData = event.data
    given: dict[str, Any] = {
        name: PLANTED for name, blank in blanks(type(data)).items() if blank == "" or isinstance(blank, str)
    }
    known = {field.name for field in fields(data)}  # type: ignore[arg-type]
    extra = {"contact": CONTACT, "place": Place(latitude=13.7829671, longitude=109.2196634), "pin": "4711",
             "attachments": (FILE,), "address": PLANTED, "thread": PLANTED}  # fmt: skip
    given |= {name: value for name, value in extra.items() if name in known and type(data).TYPE == "case.received"}
    return replace(event, data=replace(data, **given))  # type: ignore[type-var]


def everything(mongo: Mongo) -> bytes:
    """Return every byte of every document of the service's database."""
    database = mongo.database("reporting")
    return b"".join(bson.encode(each) for name in database.list_collection_names() for each in database[name].find())


def test_nothing_of_a_person_is_in_the_database_and_every_event_is(broker: Broker, mongo: Mongo, start: Start) -> None:
    declare.apply(broker.amqp_uri)
    told = [planted(event) for life in lives(6) for event in life]
    with start(PLACE, **ENV):
        publish(broker, told + told[:9])
        archive = mongo.database("reporting")["archive"]
        eventually(lambda: archive.count_documents({}) == len(told))
        eventually(lambda: mongo.database("reporting")["facts"].count_documents({}) == 6)
    kept = everything(mongo)
    assert [word for word in TELLTALES if word.encode() in kept] == []
    assert b"ha-tang.dien" in kept
    assert all(recorded["at"] > datetime(2026, 1, 1, tzinfo=UTC) for recorded in archive.find())


def test_the_planted_data_would_have_been_found() -> None:
    body = b"".join(bson.encode({"x": repr(planted(event))}) for event in lives(1)[0])
    assert all(word.encode() in body for word in TELLTALES)
