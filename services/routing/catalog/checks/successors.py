"""Successors: following them always ends at a body that exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from services.routing.catalog.problem import Problem, Snapshot


def _cyclic(start: str, following: Mapping[str, list[str]]) -> bool:
    """Whether following successors from `start` leads back to it."""
    seen: set[str] = set()
    ahead = list(following.get(start, ()))
    while ahead:
        name = ahead.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            ahead.extend(following.get(name, ()))
    return False


def _chains(snapshot: Snapshot) -> Iterator[tuple[str, Mapping[str, list[str]]]]:
    yield "agencies", {a["slug"]: [a["successor"]] for a in snapshot["agencies"] if a["successor"]}
    yield "areas", {a["code"]: a["successors"] for a in snapshot["areas"] if a["successors"]}
    yield "categories", {c["slug"]: [c["parent"]] for c in snapshot["categories"] if c["parent"]}
    yield "agencies", {a["slug"]: [a["parent"]] for a in snapshot["agencies"] if a.get("parent")}
    yield "areas", {a["code"]: [a["parent"]] for a in snapshot["areas"] if a["parent"]}


def cycles(snapshot: Snapshot) -> Iterator[Problem]:
    """Nothing is its own successor or its own ancestor, however far around."""
    for part, following in _chains(snapshot):
        for name in following:
            if _cyclic(name, following):
                yield Problem(
                    "cycle",
                    f"{part}/{name}",
                    f"Đi theo đơn vị kế thừa hoặc cấp trên từ {name} lại quay về {name}.",
                    f"Following successors or parents from {name} leads back to {name}.",
                )


def dead_ends(snapshot: Snapshot) -> Iterator[Problem]:
    """What ends says who takes over; a local body may leave that to the areas it served."""
    inherited = {area["agency"] for area in snapshot["areas"] if area["successors"]}
    for agency in snapshot["agencies"]:
        if agency["valid_to"] and not agency["successor"] and agency["slug"] not in inherited:
            yield _dead_end(f"agencies/{agency['slug']}")
    for area in snapshot["areas"]:
        if area["valid_to"] and not area["successors"]:
            yield _dead_end(f"areas/{area['code']}")


def _dead_end(subject: str) -> Problem:
    return Problem(
        "no-successor",
        subject,
        "Đã hết hiệu lực nhưng không nêu nơi kế thừa.",
        "It ends without saying who takes over.",
    )
