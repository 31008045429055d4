"""Take replies: what agencies send is done to their cases, or refused with a reason on their own queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.kit.clock import Clock
from services.kit.events import Event, ReplyRejected
from services.kit.failures import Rejected, Retryable
from services.kit.logs import log
from services.routing.domain.acts import Act
from services.routing.domain.assigning import Assigner
from services.routing.domain.case import Case
from services.routing.domain.policies import Actor
from services.routing.domain.seeing import has_been_told
from services.routing.usecases import metrics
from services.routing.usecases.answer_files.ports import AnswerFiles
from services.routing.usecases.case_events import SOURCE, derived_id
from services.routing.usecases.ports import Cases, Catalogs, Change, Linker, Rejection, Rejections
from services.routing.usecases.read_reply import AGENCY_USER, BadReply, Message, Reply, read_reply
from services.routing.usecases.requests import Answer, Contribute, Means, Request, carry_out, unknown_case
from services.routing.usecases.requests.means import no_files

MOST_TRIES = 5


@dataclass(slots=True)
class _Ledger:
    """What a batch comes to. A case changed twice in one batch has one change with the events of both."""

    known: dict[str, Case]
    changes: dict[str, Change] = field(default_factory=dict)
    refused: list[BadReply] = field(default_factory=list)

    def case(self, code: str) -> Case | None:
        change = self.changes.get(code)
        return change.case if change else self.known.get(code)

    def keep(self, change: Change) -> None:
        earlier = self.changes.get(change.case.code)
        if earlier:
            change = Change(change.case, earlier.events + change.events, earlier.before)
        self.changes[change.case.code] = change


@dataclass(frozen=True, slots=True)
class TakeReplies:
    """A reply is decided once: what was done or refused before is left alone when it comes again."""

    cases: Cases
    catalogs: Catalogs
    rejections: Rejections
    clock: Clock
    links: Linker
    answer_files: AnswerFiles | None = None
    answer_links: Linker = no_files

    def __call__(self, messages: Sequence[Message]) -> None:
        """Take a batch of replies in the order they came.

        Raises `Rejected("unknown-sender")` for a message no agency stands behind, `Retryable` when others keep
        changing the same cases.
        """
        read = self._undecided([read_reply(message) for message in messages])
        assigner, now = self.catalogs.assigner(), self.clock.now()
        for _ in range(MOST_TRIES):
            ledger = self._work(read, assigner, now)
            if self.cases.save(list(ledger.changes.values())):
                self._settle(ledger, now)
                return
        raise Retryable("cases keep changing")

    def _undecided(self, read: list[Reply | BadReply]) -> list[Reply | BadReply]:
        """Leave out what was refused before, and what comes twice in the batch."""
        by_act: dict[str, Reply | BadReply] = {}
        for reply in read:
            by_act.setdefault(_act(reply), reply)
        refused = self.rejections.known(by_act)
        return [reply for act, reply in by_act.items() if act not in refused]

    def _work(self, read: Sequence[Reply | BadReply], assigner: Assigner, now: datetime) -> _Ledger:
        codes = {reply.code for reply in read if isinstance(reply, Reply)}
        ledger = _Ledger(dict(self.cases.find(codes)) if codes else {})
        for reply in read:
            if isinstance(reply, BadReply):
                ledger.refused.append(reply)
            else:
                means = Means(assigner, self.links, reply.cause, self.answer_links)
                self._do(reply, ledger, means, now)
        return ledger

    def _do(self, reply: Reply, ledger: _Ledger, means: Means, now: datetime) -> None:
        case, act = ledger.case(reply.code), Act(_act(reply), f"agency:{reply.agency}", now)
        if case and case.has_seen(act.id):
            return
        try:
            if case is None or not has_been_told(reply.agency, case):
                raise unknown_case()
            actor = Actor(act.by, reply.agency)
            ledger.keep(carry_out(self._request(reply, case), case, actor, act, means))
        except Rejected as why:
            ledger.refused.append(BadReply(reply.id, reply.agency, reply.code, why))

    def _request(self, reply: Reply, case: Case) -> Request:
        """What a coordinating agency answers is its part; files are those it uploaded before."""
        request = reply.request
        if not isinstance(request, Answer):
            return request
        if case.current.agency != reply.agency and case.part_of(reply.agency):
            return Contribute(request.text)
        if reply.files and self.answer_files:
            return replace(request, files=self.answer_files.known_files(reply.agency, reply.files))
        return request

    def _settle(self, ledger: _Ledger, now: datetime) -> None:
        for bad in ledger.refused:
            log.warning("reply rejected", agency=bad.agency, case=bad.code, reason=bad.why.slug)
        metrics.REPLIES.labels("rejected").inc(len(ledger.refused))
        metrics.REPLIES.labels("taken").inc(sum(change.entries for change in ledger.changes.values()))
        self.rejections.add([_rejection(bad, now) for bad in ledger.refused])


def _act(reply: Reply | BadReply) -> str:
    """The sender's ids are its own affair; with its name before them they are unique."""
    return f"{AGENCY_USER}{reply.agency}/{reply.id}"


def _rejection(bad: BadReply, now: datetime) -> Rejection:
    data = ReplyRejected(reply=bad.id, code=bad.code, slug=bad.why.slug, vi=bad.why.vi, en=bad.why.en, rejected_at=now)
    id_ = derived_id(_act(bad), data.TYPE)
    return Rejection(_act(bad), bad.agency, Event.of(data, source=SOURCE, subject=bad.code or bad.id, at=now, id=id_))
