"""Settle a proposal: make it the draft of an entry, or dismiss it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.kit.failures import Rejected
from services.kit.logs import log
from services.routing.domain.knowledge.entry import Entry, Kind
from services.routing.domain.knowledge.proposal import Proposal, Standing
from services.routing.domain.policies import Actor
from services.routing.usecases.knowledge.edit_entry import EditEntry
from services.routing.usecases.knowledge.learning_ports import Proposals
from services.routing.usecases.knowledge.refusals import may_write


@dataclass(frozen=True, slots=True)
class SettleProposal:
    """The use case."""

    proposals: Proposals
    edit: EditEntry

    def list(self, standing: Standing, offset: int, limit: int) -> tuple[Sequence[Proposal], int]:
        """Return the most frequent first, and how many there are."""
        return self.proposals.list(standing, offset, limit)

    def one(self, id_: str) -> Proposal:
        """Return one. Raises `Rejected("unknown-proposal")`."""
        found = self.proposals.get(id_)
        if found is None:
            raise Rejected("unknown-proposal", "Không có đề xuất này.", "There is no such proposal.")
        return found

    def draft(self, id_: str, code: str, kind: Kind, written: Mapping[str, str], actor: Actor) -> Entry:
        """Store the entry, then say so of the proposal. Raises `Rejected`: as creating an entry does."""
        made = self.edit.create(code, kind, written, actor)
        self.proposals.settle(id_, Standing.DRAFTED, actor.name, made.code)
        return made

    def dismiss(self, id_: str, actor: Actor) -> None:
        """Dismiss it, and whatever like it comes later. Raises `Rejected`: not-your-role, proposal-settled."""
        may_write(actor)
        self.one(id_)
        if not self.proposals.settle(id_, Standing.DISMISSED, actor.name, None):
            raise Rejected(
                "proposal-settled", "Đề xuất này đã được xử lý.", "Somebody has settled this proposal already."
            )
        log.info("proposal dismissed", proposal=id_, by=actor.name)
