"""/api/desk/cases: look at cases, and do everything to them that people at the centre and in agencies may do."""

from services.routing.web.desk_api import reading
from services.routing.web.desk_api.acting import OPERATIONS, offer
from services.routing.web.desk_api.operations import CODE, desk

for each in OPERATIONS:
    offer(each)

__all__ = ["CODE", "desk", "reading"]
