"""Finding a message of ours in a conversation: by its words, once per message, and never on a guess."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.conversation import CLOCKS, Conversation, Said, found
from services.notify.domain.finding import Answer, Finding
from services.notify.domain.message import Message, State, Step
from tests.unit.notify.builders import NOW, a_message

WORDS = "Đã nhận phản ánh của Ông/Bà. Mã phản ánh: 261123 482917 0."
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
ALWAYS = datetime.min.replace(tzinfo=UTC)


def doubtful(key: str = "a", **facts: Any) -> Message:
    """A chat message whose sender died, claimed at `NOW`."""
    defaults = {"channel": "zalo", "recipient": "u1", "text": WORDS, "state": State.UNCERTAIN}
    return a_message(key, **(defaults | {"history": (Step(NOW, State.CLAIMED, "zalo", None, 0),)} | facts))


def said(id_: str = "m1", text: str = WORDS, at: datetime = NOW + SECOND) -> Said:
    return Said(id_, at, text)


def judged(*ours: Said, others: tuple[Message, ...] = (), since: datetime = ALWAYS) -> Finding:
    message = doubtful()
    return found(message, WORDS, Conversation(ours, since), [message, *others])


@pytest.mark.parametrize(
    ("ours", "others", "answer"),
    [
        # said once: it is ours, whatever the platform did to the blanks; our clocks may differ
        ([said()], [], "accepted"),
        ([said(text=f"  {WORDS.replace(' ', chr(10))} ")], [], "accepted"),
        ([said(at=NOW - CLOCKS + SECOND)], [], "accepted"),
        ([said(at=NOW + CLOCKS)], [], "accepted"),
        # never said
        ([], [], "not accepted"),
        ([said(text="Sự việc ở đâu?")], [], "not accepted"),
        # said long before the claim: another time
        ([said(at=NOW - CLOCKS - SECOND)], [], "not accepted"),
        # said, but by a message that we know of
        ([said()], [doubtful("b", state=State.SENT, provider_id="m1")], "not accepted"),
        ([said()], [doubtful("b", state=State.SENT, provider_id="m1", text="khác", recipient="u2")], "not accepted"),
        # said twice by nobody else
        ([said("m1"), said("m2")], [], "nobody knows"),
        # one of two with the same words: which?
        ([said()], [doubtful("b")], "nobody knows"),
        ([], [doubtful("b")], "not accepted"),
        # another with the same words is on its way, or was sent without an id
        ([said()], [doubtful("b", state=State.CLAIMED)], "nobody knows"),
        ([], [doubtful("b", state=State.CLAIMED)], "nobody knows"),
        ([said()], [doubtful("b", state=State.SENT)], "nobody knows"),
        # another with the same words waits, and was surely not sent
        ([said()], [doubtful("b", state=State.DEFERRED)], "accepted"),
        # a platform may have changed it
        ([said(text="")], [], "nobody knows"),
        ([said(text="📷")], [], "nobody knows"),
        ([said(text=WORDS[:50])], [], "nobody knows"),
        ([said(text=WORDS + " Xem thêm.")], [], "nobody knows"),
        ([said(text=WORDS[:50])], [doubtful("b", state=State.SENT, provider_id="m1", text="khác")], "not accepted"),
    ],
)
def test_each_conversation_has_its_meaning(ours: list[Said], others: list[Message], answer: str) -> None:
    assert judged(*ours, others=tuple(others)).answer is Answer(answer)


def test_what_was_found_has_the_platforms_id() -> None:
    assert judged(said("m7"), said("m8", "Sự việc ở đâu?")) == Finding(Answer.ACCEPTED, provider_id="m7")


@pytest.mark.parametrize(
    ("since", "ours", "answer"),
    [
        (NOW - CLOCKS, [], "not accepted"),
        (NOW - CLOCKS + SECOND, [], "nobody knows"),
        (NOW + MINUTE, [said(at=NOW + 2 * MINUTE)], "accepted"),
    ],
)
def test_a_list_that_is_too_short_proves_only_what_it_shows(since: datetime, ours: list[Said], answer: str) -> None:
    assert judged(*ours, since=since).answer is Answer(answer)


def test_of_two_with_the_same_words_that_both_arrived_each_gets_its_own() -> None:
    first, second = doubtful("a"), doubtful("b", history=(Step(NOW + MINUTE, State.CLAIMED, "zalo", None, 0),))
    both = Conversation((said("m2", at=NOW + 61 * SECOND), said("m1")), ALWAYS)
    ids = [found(each, WORDS, both, [second, first]).provider_id for each in (first, second)]
    assert ids == ["m1", "m2"]


def test_only_what_followed_the_newest_claim_counts() -> None:
    claims = tuple(Step(at, State.CLAIMED, "zalo", None, 0) for at in (NOW - timedelta(hours=8), NOW))
    message = doubtful(history=claims, created_at=NOW - timedelta(hours=8))
    earlier = Conversation((said(at=NOW - timedelta(hours=8)),), ALWAYS)
    assert found(message, WORDS, earlier, [message]).answer is Answer.NOT_ACCEPTED


def test_what_was_settled_meanwhile_is_left_alone() -> None:
    message = doubtful()
    now = doubtful(state=State.SENT, provider_id="m1")
    assert found(message, WORDS, Conversation((said(),), ALWAYS), [now]).answer is Answer.NOBODY_KNOWS


@given(st.lists(st.booleans(), min_size=1, max_size=5), st.randoms())
def test_whichever_arrived_nobody_is_told_twice_and_no_id_is_given_twice(arrived: list[bool], order: Any) -> None:
    messages = [doubtful(f"k{n}") for n in range(len(arrived))]
    lines = [said(f"m{n}", at=NOW + n * SECOND) for n, yes in enumerate(arrived) if yes]
    order.shuffle(lines)
    findings = [found(each, WORDS, Conversation(tuple(lines), ALWAYS), messages) for each in messages]
    again = [each.answer for each in findings].count(Answer.NOT_ACCEPTED)
    named = [each.provider_id for each in findings if each.provider_id]
    assert again == 0 or not lines
    assert len(set(named)) == len(named)
    assert set(named) <= {line.id for line in lines}
