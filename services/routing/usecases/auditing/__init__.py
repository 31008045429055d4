"""The record of what was done with accounts and personal data."""

from services.routing.usecases.auditing.ports import MOST_ON_A_PAGE, Audit, AuditSearch, AuditTrail
from services.routing.usecases.auditing.read_audit import ReadAudit

__all__ = ["MOST_ON_A_PAGE", "Audit", "AuditSearch", "AuditTrail", "ReadAudit"]
