"""The roles of people and systems that act on cases. Who may do what stands in `policies`."""

OPERATOR = "operator"
SHIFT_LEAD = "shift_lead"
OFFICER = "agency_officer"
AGENCY_LEADER = "agency_leader"
EDITOR = "editor"
ADMINISTRATOR = "administrator"
LEADER = "leader"
#: An agency's own system, behind its broker user or its key: its people have approved what it sends.
SYSTEM = "agency_system"

#: They act for the centre, where cases wait that no agency is responsible for.
CENTRE_ROLES = frozenset({OPERATOR, SHIFT_LEAD})
#: They belong to one agency and act for it.
AGENCY_ROLES = frozenset({OFFICER, AGENCY_LEADER, SYSTEM})
