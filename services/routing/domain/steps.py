"""Which step of known work may come next, such as those of a pick-up by post."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from services.routing.domain.catalog import Stage


def is_graph(stages: Sequence[Stage]) -> bool:
    """Return whether the steps say what they come after; else they are a line that may only be gone forward."""
    return any(stage.after for stage in stages)


def next_steps(stages: Sequence[Stage], now: str | None) -> tuple[Stage, ...]:
    """Return the steps that may come after `now` (None: nothing has been done yet)."""
    slugs = [stage.slug for stage in stages]
    if not is_graph(stages):
        return tuple(stages[slugs.index(now) + 1 :]) if now in slugs else tuple(stages)
    if now not in slugs:
        return tuple(stage for stage in stages if not stage.after)
    return tuple(stage for stage in stages if now in stage.after)


def is_behind(stages: Sequence[Stage], wanted: str, now: str | None, passed: Collection[str]) -> bool:
    """Return whether a step that may not come now has been done: else it is too early for it."""
    slugs = [stage.slug for stage in stages]
    if is_graph(stages):
        return wanted in passed or wanted == now
    return now in slugs and slugs.index(wanted) <= slugs.index(now)


def closes(stage: Stage, answers: Mapping[str, str]) -> bool:
    """Return whether the work is over with this step, given the citizen's answers."""
    if stage.ends is None:
        return False
    return stage.ends_if is None or answers.get(stage.ends_if[0]) in stage.ends_if[1]
