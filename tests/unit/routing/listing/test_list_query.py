"""Addresses of lists: every filter read, refused clearly, and written back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.kit.web.texts import read_texts
from services.routing import web
from services.routing.usecases.listing import Wanted
from services.routing.web.list_query import FILTERS, is_narrowed, query, read

TEXTS = Path(str(web.__file__)).parent / "texts"
BASE = Wanted(states=("routed",), order="received")
MIDNIGHT = datetime(2026, 11, 22, 17, tzinfo=UTC)  # of 23/11 in Pleiku


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {}),
        ({"state": "triage"}, {"states": ("triage",)}),
        ({"area": "2021-622"}, {"areas": ("2021-622",)}),
        ({"q": " đèn "}, {"words": " đèn "}),  # the blank behind says that the word is finished
        ({"agency": "so-y-te", "urgency": "urgent"}, {"agency": "so-y-te", "urgency": "urgent"}),
        ({"overdue": "yes", "returned": "true"}, {"overdue": True, "returned": True}),
        ({"from": "2026-11-23"}, {"received_from": MIDNIGHT}),
        ({"to": "2026-11-22"}, {"received_to": MIDNIGHT}),  # the whole day belongs to it
        ({"due_from": "2026-11-23", "due_to": "2026-11-22"}, {"due_from": MIDNIGHT, "due_to": MIDNIGHT}),
        ({"level": "2", "order": "urgency"}, {"level": 2, "order": "urgency"}),
        ({"assignee": "nobody"}, {"assignee": "nobody"}),
        ({"urgency": "", "from": " "}, {}),  # an empty field of the form
    ],
)
def test_filters_narrow_the_list(given: dict[str, str], expected: dict[str, object]) -> None:
    wanted, wrong = read(given, BASE)
    assert wrong == ()
    for name, value in expected.items():
        assert getattr(wanted, name) == value
    unchanged = {"states", "order"} - set(expected)
    assert all(getattr(wanted, name) == getattr(BASE, name) for name in unchanged)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"state": "lost"}, ("state",)),
        ({"agency": "Sở Y tế"}, ("agency",)),
        ({"from": "31/12/2026", "urgency": "urgent"}, ("from",)),
        ({"level": "9", "order": "random"}, ("level", "order")),
        ({"assignee": "desk:../../x"}, ("assignee",)),
        ({"category": {"$ne": None}}, ("category",)),
        ({"q": "x" * 201}, ("q",)),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_holds(given: dict[str, object], wrong: tuple[str, ...]) -> None:
    wanted, found = read(given, BASE)  # type: ignore[arg-type]
    assert found == wrong
    assert wanted.urgency == given.get("urgency")


def test_an_address_survives_being_written_back() -> None:
    given = {"box": "open", "agency": "so-y-te", "q": "đèn đường", "after": "17-2611230000001", "stranger": "x"}
    assert query(given, order="due", agency=None) == "box=open&q=%C4%91%C3%A8n+%C4%91%C6%B0%E1%BB%9Dng&order=due"


def test_words_alone_do_not_open_the_filters() -> None:
    assert not is_narrowed({"q": "đèn", "box": "open"})
    assert is_narrowed({"due_to": "2026-11-22"})


@pytest.mark.parametrize("tongue", ["vi", "en"])
def test_every_filter_that_may_be_refused_has_a_name_for_people(tongue: str) -> None:
    texts = read_texts(TEXTS / tongue / "inbox.yaml")
    assert {f"inbox.names.{name}" for name in (*FILTERS, "after")} <= set(texts)
