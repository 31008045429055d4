"""What other services are told about accounts."""

from services.kit.events import AccountChanged, Event
from services.routing.usecases.case_events import SOURCE
from services.routing.usecases.ports import AccountState


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
