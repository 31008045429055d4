"""docs/permissions.md has a line for every door there is, and no other."""

from __future__ import annotations

import pytest

from tests.authorisation.observing import observed
from tests.authorisation.table import TABLE, doors
from tests.authorisation.town import Town

pytestmark = pytest.mark.integration


def test_every_door_of_every_service_has_a_line(town: Town) -> None:
    there = {(service, *place) for service, served in town.sites.items() for place in served.places()}
    missing = sorted(there - {door.place for door in TABLE})
    lines = [f"under `{place[0]}`: {observed(town, *place)}" for place in missing]
    assert not lines, "docs/permissions.md lacks these lines; look whether they are what you want:\n" + "\n".join(lines)


def test_every_line_has_its_door(town: Town) -> None:
    there = {(service, *place) for service, served in town.sites.items() for place in served.places()}
    gone = [f"under `{door.service}`: {door}" for door in TABLE if door.place not in there]
    assert not gone, "docs/permissions.md has lines for what is not served:\n" + "\n".join(gone)


def test_the_lines_are_in_order_and_none_is_there_twice() -> None:
    for service in {door.service for door in TABLE}:
        lines = [door for door in TABLE if door.service == service]
        in_order = sorted(set(lines))
        wrong = [
            f"{there}\nhas the place of\n{should}"
            for there, should in zip(lines, in_order, strict=False)
            if there != should
        ]
        assert not wrong, f"docs/permissions.md, under `{service}`: by address, then method:\n{wrong[0]}"
        assert len(lines) == len({door.place for door in lines}), service


@pytest.mark.parametrize(
    "line",
    [
        "| GET | `/x` | ✓ | – | – | – | – | – | session or token |",  # a role is missing
        "| GET | `/x` | ✓ | – | – | x | – | – | – | session or token |",
        "| GET | `/x` | ✓ | – | – | – | – | – | – | somehow |",
        "| PATCH | /x | ✓ | – | – | – | – | – | – | token |",
    ],
)
def test_a_line_that_says_nothing_clear_is_no_line(line: str) -> None:
    with pytest.raises(ValueError, match="docs/permissions"):
        list(doors(f"## `routing`\n{line}"))
