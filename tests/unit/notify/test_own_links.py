"""The link in a message opens the citizen's own case, and is no longer than the one to where digits are asked for."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from services.kit import own_links
from services.kit.events import CaseWithdrawn, Event
from services.notify.adapters.templates import OwnLinks, Templates
from services.notify.domain.words.occasions import OCCASIONS
from services.notify.usecases.announce_events import addressee_of
from services.notify.usecases.wordings.samples import samples
from tests.unit.notify.builders import CODE, received

KEY, URL = "a link key for tests", "https://1022.example.org"
WORDS = {"public_url": URL, "hotline_name": "Tổng đài 1022 Gia Lai", "hotline_phone": "(0269) 1022"}
SIGNED, PLAIN = Templates(**WORDS, links=OwnLinks(KEY)), Templates(**WORDS)
LINK = re.compile(rf"{URL}/t/([1-9A-Za-z]+)")


@pytest.mark.parametrize("occasion", sorted(OCCASIONS.keys() - {"case.withdrawn"}))
@pytest.mark.parametrize("channel", ["email", "sms", "zalo"])
def test_every_message_opens_the_case_it_is_about(occasion: str, channel: str) -> None:
    sample = samples(occasion)[0]
    _, text, _ = SIGNED.render(channel, "vi", [sample.event], sample.citizen)
    (proof,) = set(LINK.findall(text))
    good = sample.event.time + timedelta(days=60)
    assert own_links.opened(proof, KEY, own_links.LOOK, good - timedelta(hours=1)) == sample.citizen.code
    assert "/tra-cuu" not in text
    assert SIGNED.render(channel, "vi", [sample.event], sample.citizen)[1] == text, "made again, it is the same"


def test_a_text_message_grows_by_nothing() -> None:
    citizen, event = addressee_of(received().data), received()
    assert len(SIGNED.link(event, citizen)) == len(PLAIN.link(event, citizen))
    assert len(SIGNED.link(event, citizen)) - len(URL) <= 40


def test_without_a_key_and_for_what_was_taken_back_the_page_asks_for_the_digits() -> None:
    citizen, event = addressee_of(received().data), received()
    assert PLAIN.link(event, citizen) == f"{URL}/tra-cuu?code={CODE}"
    data = CaseWithdrawn(
        code=CODE, assignment=1, agency="so-xay-dung", withdrawn_at=event.time, reason="", by="citizen"
    )
    gone = Event.of(data, source="/routing", subject=CODE, at=event.time, id="gone")
    assert SIGNED.link(gone, citizen) == f"{URL}/tra-cuu?code={CODE}"
    assert KEY not in repr(OwnLinks(KEY))
