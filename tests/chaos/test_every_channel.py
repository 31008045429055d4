"""Whatever process of intake or notify is killed while citizens speak on every channel: what was accepted is in a case,
once, and every citizen is told everything once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.chaos.crowd import Crowd
from tests.chaos.town import Town
from tests.waiting import eventually

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(600)]

KILLED = (
    "intake-web",
    "intake-hotline",
    "intake-email",
    "intake-zalo",
    "intake-facebook",
    "intake-mobile",
    "intake-sms",
    "notify",
)
#: received and routed; a mail without a category waits at the centre for a person.
TO_MAILERS, TO_APPS = 2, 3
TO_CALLERS = 2  # received and answered


@contextmanager
def crowd(town: Town) -> Iterator[Crowd]:
    """Let everybody speak while the block runs."""
    people = Crowd(town.environment, town.operator_token())
    people.start()
    try:
        eventually(lambda: _everybody_has(people, 1), within=60)
        yield people
    finally:
        people.stop()


@pytest.mark.parametrize("name", KILLED)
def test_a_process_killed_again_and_again_loses_nothing_and_tells_nothing_twice(town: Town, name: str) -> None:
    with crowd(town) as people:
        for _ in range(3):
            before = {each.name: each.steps for each in people.walkers.values()}
            town.kill_and_restart(name)
            eventually(
                lambda before=before: all(people.walkers[who].steps > steps for who, steps in before.items()),
                within=120,
            )
    town.await_ready()
    account_for(town, people)


def account_for(town: Town, people: Crowd) -> None:
    """Assert that everything accepted is there once, and was told once."""
    for channel, said in people.chats.items():
        _chats_add_up(town, people, channel, said)
    once = dict.fromkeys((*people.mails, *people.apps), 1)
    eventually(lambda: _of(town.filed_by("email"), once) == once, 60, 0.5, "every mail and app has one case")
    owed = dict.fromkeys(people.mails, TO_MAILERS) | dict.fromkeys(people.apps, TO_APPS)
    eventually(lambda: _of(town.mailed(), owed) == owed, 120, 0.5, "mailed once for each event")
    texts = {phone: TO_CALLERS + len(people.texters.get(phone, ())) for phone in people.callers.values()}
    eventually(lambda: _texted(people, texts), 120, 0.5)
    town.settle()


def _chats_add_up(town: Town, people: Crowd, channel: str, said: dict[str, str]) -> None:
    eventually(lambda: all(people.code_of(channel, who) for who in said), 120, 0.5, f"every {channel} chat has a code")
    filed = town.filed_by(channel)
    assert {who: filed[who] for who in said} == dict.fromkeys(said, 1)
    for who, text in said.items():
        heard = Counter(people.inbox(channel, who))
        assert [words for words, times in heard.items() if times > 1] == [], f"{channel}: told twice"
        assert town.words_of(channel, who).count(text) == 1


def _texted(people: Crowd, owed: dict[str, int]) -> bool:
    """Assert that everybody has got as many texts as they are owed; what differs is shown whole."""
    arrived = {phone: people.inbox("sms", phone) for phone in owed}
    assert {phone: texts for phone, texts in arrived.items() if len(texts) != owed[phone]} == {}
    return True


def _of(counted: Counter[str], wanted: dict[str, int]) -> dict[str, int]:
    return {who: counted[who] for who in wanted}


def _everybody_has(people: Crowd, steps: int) -> bool:
    behind = {each.name: dict(each.trouble) for each in people.walkers.values() if each.steps < steps}
    assert behind == {}
    return True
