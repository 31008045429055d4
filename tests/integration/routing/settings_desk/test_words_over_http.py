"""The desk's words against notify's own API over HTTP, and their entries in the record on MongoDB."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.kit.failures import Rejected
from services.routing.adapters.http_words import HttpWords
from services.routing.adapters.mongo_audit import MongoAudit
from services.routing.usecases.auditing import AuditSearch
from services.routing.usecases.wording import NotedWords, NotifyAway, Texts
from tests.servers.mongo import Mongo
from tests.simulators.base.serving import Served
from tests.unit.notify.words.test_words_api import KEY, words_client

pytestmark = pytest.mark.integration

PLACE = ("case.answered", "sms")
MINE: Texts = {"vi": {"sms": "1022: {ma} đã có trả lời: {link}"}, "en": {"sms": "1022: {ma} is answered: {link}"}}


@pytest.fixture
def url() -> Iterator[str]:
    served = Served(words_client().application)
    yield f"http://127.0.0.1:{served.port}"
    served.close()


def test_words_are_tried_drafted_put_in_force_and_noted_once(url: str, mongo: Mongo) -> None:
    audit = MongoAudit(mongo.database("routing"))
    words = NotedWords(HttpWords(url, KEY, 5.0), audit)
    assert {each.number for each in words.all("quan-tri")} == {None}
    assert words.try_words("quan-tri", *PLACE, MINE).problems == ()
    draft = words.draft("quan-tri", *PLACE, MINE, 0, "gọn hơn")
    assert draft.draft and draft.draft.hands == {"quan-tri"}
    unit = words.put_in_force("truong-ca", *PLACE, 1)
    assert (unit.present, unit.message.number, unit.versions[0].approved_by) == (MINE, 1, "truong-ca")
    assert words.find("truong-ca", *PLACE) == unit
    assert words.bring_back("truong-ca", *PLACE, 2, to="default").present == unit.own
    found = audit.find(AuditSearch(kind="wording"))
    assert sorted(each.what for each in found) == ["wording-drafted", "wording-put_in_force", "wording-to_default"]


def test_what_notify_refuses_is_refused_with_its_words_and_places(url: str) -> None:
    with pytest.raises(Rejected, match="words-broken") as why:
        HttpWords(url, KEY, 5.0).draft("quan-tri", *PLACE, {**MINE, "vi": {"sms": "Xong."}}, 0, "")
    assert {each["pointer"] for each in why.value.details["errors"]} == {"#/texts/vi/sms"}


@pytest.mark.parametrize("key", ["", "another key than notify's"])
def test_without_a_key_that_both_know_notify_is_away(url: str, key: str) -> None:
    with pytest.raises(NotifyAway):
        HttpWords(url, key, 5.0).all("quan-tri")


def test_a_notify_that_is_not_there_is_away() -> None:
    with pytest.raises(NotifyAway):
        HttpWords("http://127.0.0.1:9", KEY, 0.2).all("quan-tri")
