"""What is wrong with rules, judged together with the catalogue in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.kit.failures import Rejected, Retryable
from services.routing.domain.rule_set import Content
from services.routing.usecases.ports import Catalogs
from services.routing.usecases.rules.ports import Check, Problem, Snapshot


@dataclass(frozen=True, slots=True)
class Checking:
    """For every use case that takes rules from people."""

    catalogs: Catalogs
    check: Check

    def problems(self, content: Content) -> Sequence[Problem]:
        """Return what is wrong with the rules themselves; who would be an orphan by them is asked on activation."""
        return self.check(self.with_catalogue(content))

    def refuse_broken(self, content: Content) -> None:
        """Raise `Rejected("rules-invalid")`, all problems in its details, for rules that are wrong."""
        refuse(self.problems(content))

    def refuse_senseless(self, content: Content) -> None:
        """Raise `Rejected("rules-invalid")` where names lead nowhere; the rest may be put right step by step."""
        refuse([each for each in self.problems(content) if each.slug.startswith(("unknown-", "default-"))])

    def with_catalogue(self, content: Content) -> Snapshot:
        """Return the catalogue in force with these rules in the place of its own."""
        return {**self.newest()[1], **content.as_snapshot()}

    def newest(self) -> tuple[int, Snapshot]:
        """Return the catalogue in force and its version. Raises `Retryable` while there is none."""
        found = self.catalogs.newest()
        if found is None:
            raise Retryable("no catalogue has been loaded")
        return found


def refuse(problems: Sequence[Problem]) -> None:
    """Raise `Rejected("rules-invalid")` when there are any."""
    if problems:
        raise Rejected(
            "rules-invalid",
            f"Bộ quy tắc có {len(problems)} chỗ sai.",
            f"The rule set has {len(problems)} problems.",
            problems=list(problems),
        )
