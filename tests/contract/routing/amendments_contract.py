"""What a store of amendments and of the catalogue's versions promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from services.kit.events import CatalogChanged, Event
from services.routing.domain.amending.acts import approved, drafted, proposed
from services.routing.domain.amending.amendment import Amendment, Origin, Stage
from services.routing.domain.amending.edits import Edit
from tests.unit.routing.builders import NOON

EDITS = (
    Edit(part="limits", key="most_returns", before=2, after=3),
    Edit(part="agencies", key="so-moi", before=None, after={"slug": "so-moi", "valid_to": None, "list": [{"a": 1}]}),
)


def changed(version: int, catalog: dict[str, Any]) -> Event:
    data = CatalogChanged(version=version, province="gialai", catalog=catalog)
    return Event.of(data, source="routing", subject="gialai", at=NOON)


class AmendmentsContract:
    """`amendments` and `versions` are fresh; `versions` has no catalogue yet."""

    amendments: Any
    versions: Any

    def draft(self, number: int = 1) -> Amendment:
        return drafted(number, "vì sao", EDITS, "desk:a", NOON)

    def put(self, version: int, content: str, origin: Origin | None = None) -> bool:
        catalog = {"province": {"slug": "gialai"}, "content": content}
        return self.versions.add(version, catalog, NOON, changed(version, catalog), origin)

    def test_what_was_stored_is_read_again(self) -> None:
        one = self.draft()
        assert self.amendments.add(one)
        assert self.amendments.get(1) == one
        assert list(self.amendments.all()) == [one]

    def test_a_number_is_given_once(self) -> None:
        self.amendments.add(self.draft())
        assert not self.amendments.add(replace(self.draft(), why="khác"))
        assert self.amendments.get(1).why == "vì sao"

    def test_nobody_writes_over_what_they_have_not_read(self) -> None:
        self.amendments.add(self.draft())
        mine, theirs = self.amendments.get(1), self.amendments.get(1)
        assert self.amendments.save(proposed(mine, "một", "desk:a", NOON))
        assert not self.amendments.save(proposed(theirs, "hai", "desk:b", NOON))
        assert (self.amendments.get(1).why, self.amendments.get(1).version) == ("một", 2)

    def test_due_is_what_is_approved_and_begun_the_earliest_first(self) -> None:
        for number, hours in ((1, 2), (2, 1), (3, 5)):
            self.amendments.add(approved(self.draft(number), NOON + timedelta(hours=hours), "desk:b", NOON, None))
        self.amendments.add(replace(self.draft(4), stage=Stage.DUE, from_at=NOON))
        self.amendments.add(replace(self.draft(5), stage=Stage.IN_FORCE, from_at=NOON))
        self.amendments.add(self.draft(6))
        assert [each.number for each in self.amendments.due(NOON + timedelta(hours=3))] == [4, 2, 1]

    def test_every_version_is_kept_with_where_it_came_from(self) -> None:
        origin = Origin(by="desk:b", why="vì sao", amendment=7)
        assert self.put(1, "một") and self.put(2, "hai", origin) and self.put(3, "ba")
        assert [(each.number, each.origin) for each in self.versions.history()] == [(3, None), (2, origin), (1, None)]
        assert [self.versions.content(number)["content"] for number in (1, 2, 3)] == ["một", "hai", "ba"]
        assert self.versions.content(4) is None
        assert [self.versions.became(number) for number in (7, 8)] == [2, None]

    def test_what_is_in_force_says_what_it_was_made_of(self) -> None:
        self.put(1, "một")
        self.put(2, "hai", Origin(by="desk:b", amendment=7))
        assert self.versions.became(7) == 2

    def test_a_version_that_lost_the_race_is_not_kept(self) -> None:
        self.put(1, "một")
        assert not self.put(1, "khác", Origin(by="desk:b", amendment=7))
        assert not self.put(3, "khác", Origin(by="desk:b", amendment=7))
        assert self.versions.became(7) is None
        assert [each.number for each in self.versions.history()] == [1]
