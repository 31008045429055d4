"""Bursts of cases about one matter: noticed, decided about by the shift lead, answered once for all."""

from services.routing.usecases.incidents.decide_incident import DecideIncident
from services.routing.usecases.incidents.join_incidents import JoinIncidents
from services.routing.usecases.incidents.notice_outbreaks import NoticeOutbreaks
from services.routing.usecases.incidents.ports import Incidents, Scope, Signs

__all__ = ["DecideIncident", "Incidents", "JoinIncidents", "NoticeOutbreaks", "Scope", "Signs"]
