"""Cases and additions that hold their files while they are stored: no sweep deletes what they are about to name.

A file that is held again cannot be condemned for another day, and storing takes seconds; one that was condemned before
cannot be held, and the case is refused with words instead of naming a file that is not there.
"""

from __future__ import annotations

from collections.abc import Sequence

from services.intake.usecases.ports import Cases, StoredCase, Supplement, Supplements
from services.kit.events import Attachment
from services.kit.failures import Rejected
from services.kit.files import refusals
from services.kit.files.keep import KeepAttachments


class CasesHoldingFiles:
    """`Cases` around another one."""

    def __init__(self, cases: Cases, attachments: KeepAttachments) -> None:
        self._cases = cases
        self._attachments = attachments

    def add(self, case: StoredCase) -> None:
        """Store the case. Raises `Rejected("attachment-gone")` when one of its files is not there any more."""
        _hold(self._attachments, case.data.attachments)
        self._cases.add(case)

    def find_by_key(self, channel: str, client_key: str) -> StoredCase | None:
        """Return the case that was filed under this key."""
        return self._cases.find_by_key(channel, client_key)


class SupplementsHoldingFiles:
    """`Supplements` around another one."""

    def __init__(self, supplements: Supplements, attachments: KeepAttachments) -> None:
        self._supplements = supplements
        self._attachments = attachments

    def add_to_case(self, code: str, supplement: Supplement) -> Supplement:
        """Store the addition. Raises `Rejected("attachment-gone")` when one of its files is not there any more."""
        _hold(self._attachments, supplement.attachments)
        return self._supplements.add_to_case(code, supplement)


def _hold(attachments: KeepAttachments, named: Sequence[Attachment]) -> None:
    held = {each.id for each in attachments.hold(named)}
    for each in named:
        if each.id not in held:
            fault = refusals.gone(each.name)
            raise Rejected(fault.slug, fault.vi, fault.en, file=each.name)
