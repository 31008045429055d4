"""`incident.changed`: how an incident stands."""

from __future__ import annotations

from datetime import datetime

from services.kit.events import Event, IncidentChanged
from services.routing.domain.case import Case
from services.routing.domain.outbreak import Incident, Standing
from services.routing.usecases.case_events import SOURCE, derived_id


def incident_changed(incident: Incident, head: Case, now: datetime) -> Event:
    """Tell how an incident stands; `head` is the case that stands for it."""
    data = IncidentChanged(
        incident=head.code,
        title=incident.title,
        category=incident.category,
        area=incident.area,
        agency=head.current.agency,
        open=incident.standing is Standing.OPEN,
        cases=incident.count,
        changed_at=now,
    )
    id_ = derived_id(incident.id, data.TYPE, str(incident.version))
    return Event.of(data, source=SOURCE, subject=head.code, at=now, id=id_)
