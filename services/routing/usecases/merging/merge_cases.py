"""Join cases about one matter, and part them again. Two documents change, without a transaction.

The primary is written first: a name too many among its followers does no harm, because only what says itself that it
follows gets the answer. Parting goes the other way round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ulid import ULID

from services.kit.clock import Clock
from services.kit.failures import Rejected, Retryable
from services.kit.logs import log
from services.routing.domain.acts import Act
from services.routing.domain.acts.following import follow, lead_others, let_follower_go, stand_alone
from services.routing.domain.assigning import Assigner
from services.routing.domain.case import Case, Did, State
from services.routing.domain.policies import Actor, Refuse, verdict
from services.routing.usecases import case_events
from services.routing.usecases.find_cases import seen_by
from services.routing.usecases.keep_time import kept_time
from services.routing.usecases.ports import Cases, Catalogs, Change, Linker
from services.routing.usecases.requests import unknown_case

MOST_TRIES = 5
MOST_FOLLOWERS = 5_000
JOINED = "Phản ánh được xử lý chung với phản ánh cùng sự việc."


@dataclass(frozen=True, slots=True)
class Merge:
    """This case is about the same matter as another (its code)."""

    into: str


@dataclass(frozen=True, slots=True)
class Unmerge:
    """It is another matter after all."""


@dataclass(frozen=True, slots=True)
class MergeCases:
    """For people at the centre, and for incidents they have confirmed."""

    cases: Cases
    catalogs: Catalogs
    clock: Clock
    links: Linker

    def __call__(self, code: str, request: Merge | Unmerge, actor: Actor) -> Case:
        """Do what was asked for; see `merge` and `unmerge`."""
        return self.merge(code, request.into, actor) if isinstance(request, Merge) else self.unmerge(code, actor)

    def merge(self, code: str, into: str, actor: Actor) -> Case:
        """Let `code`, and all that follow it, follow `into`; return it afterwards. Doing it again changes nothing.

        Raises `Rejected`: unknown-case, merged-with-itself, merged (the other follows a third), too-many-followers, or
        a policy's slug; `Retryable` when others keep changing the cases.
        """
        for _ in range(MOST_TRIES):
            done = self._tried(code, into, actor)
            if done:
                log.info("cases merged", case=code, into=into)
                return done
        raise Retryable("the cases keep changing")

    def unmerge(self, code: str, actor: Actor) -> Case:
        """Let a case stand alone again, at the centre. Raises `Rejected`: unknown-case, or a policy's slug."""
        for _ in range(MOST_TRIES):
            case = seen_by(actor, self.cases.find([code]).get(code))
            _check(Did.UNMERGED, case, actor)
            act, assigner = self._act(actor), self.catalogs.assigner()
            after = stand_alone(case, act, assigner.to_centre(case, act.at))
            told = (case_events.routed(after, None, self.links),)
            if self.cases.save([kept_time(Change(after, told, case), assigner)]):
                self._let_go(case.merged_into or "", code, act)
                return after
        raise Retryable("the case keeps changing")

    def _tried(self, code: str, into: str, actor: Actor) -> Case | None:
        if code == into:
            raise Rejected("merged-with-itself", "Không thể gộp phản ánh với chính nó.", "A case cannot follow itself.")
        found = self.cases.find([code, into])
        case, primary = seen_by(actor, found.get(code)), found.get(into)
        if primary is None:
            raise unknown_case()
        if case.merged_into == into:
            return case
        _check(Did.MERGED, case, actor)
        _check_primary(primary, case)
        assigner, act = self.catalogs.assigner(), self._act(actor)
        led = lead_others(primary, act, (code, *case.followers))
        if led is not primary and not self.cases.save([kept_time(Change(led, (), primary), assigner)]):
            return None
        changes = self._followed([case, *self.cases.find(case.followers).values()], primary, act, assigner)
        return changes[0].case if self.cases.save(changes) else None

    def _followed(self, cases: Sequence[Case], primary: Case, act: Act, assigner: Assigner) -> list[Change]:
        return [_follow(case, primary, act, assigner) for case in cases if case.state is not State.ANSWERED]

    def _let_go(self, primary: str, follower: str, act: Act) -> None:
        """A name left over among the followers does no harm: one try will do."""
        case = self.cases.find([primary]).get(primary)
        if case:
            self.cases.save([Change(let_follower_go(case, act, follower), (), case)])

    def _act(self, actor: Actor) -> Act:
        return Act(f"{actor.name}/{ULID()}", actor.name, self.clock.now())


def _follow(case: Case, primary: Case, act: Act, assigner: Assigner) -> Change:
    after = follow(case, act, primary.code)
    told = (case_events.merged(after, primary), *case_events.parts_ended(case, after, JOINED))
    if not case.at_centre and case.merged_into is None and case.current.agency != primary.current.agency:
        told = (*told, case_events.moved(after, case.current, JOINED))
    return kept_time(Change(after, told, case), assigner)


def _check(wish: Did, case: Case, actor: Actor) -> None:
    answer = verdict(wish, case, actor)
    if isinstance(answer, Refuse):
        raise Rejected(answer.slug, answer.vi, answer.en)


def _check_primary(primary: Case, case: Case) -> None:
    if primary.state is State.MERGED:
        raise Rejected(
            "merged",
            f"Phản ánh đó đang theo phản ánh {primary.merged_into}; xin gộp vào phản ánh ấy.",
            f"That case follows {primary.merged_into}; please join that one.",
        )
    if len(primary.followers) + 1 + len(case.followers) > MOST_FOLLOWERS:
        raise Rejected("too-many-followers", "Đã gộp quá nhiều phản ánh.", "Too many cases follow that one.")
