"""What a change of an account is made of: the state, the event for other services, the entry in the record."""

from __future__ import annotations

from services.kit.events import AccountChanged, Event
from services.routing.domain.auditing import AuditEntry
from services.routing.usecases.case_events import SOURCE
from services.routing.usecases.ports import AccountChange, AccountState


def changed(account: AccountState) -> Event:
    """Tell the latest state of an account."""
    data = AccountChanged(
        name=account.name,
        role=account.role,
        agency=account.agency,
        token_sha256=account.token_sha256,
        active=account.active,
        changed_at=account.changed_at,
        display_name=account.display_name,
    )
    return Event.of(data, source=SOURCE, subject=account.name, at=account.changed_at)


def change(before: AccountState | None, after: AccountState, *, by: str, what: str, note: str = "") -> AccountChange:
    """Return a change with its event and its entry, ready to be stored in one write."""
    entry = AuditEntry(at=after.changed_at, who=by, what=what, about=after.name, note=note)
    return AccountChange(before=before, after=after, event=changed(after), noted=entry)
