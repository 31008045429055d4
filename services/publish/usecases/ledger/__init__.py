"""The ledger of publications: kept, signed each day, and read by everybody.

`append` puts what changed into the chain, `adopt` what was public before there was a chain, `sign_days` signs, `read`
shows. What there is to put in is written into the case with the change itself (`domain/ledger/marks`).
"""

from services.publish.usecases.ledger.adopt import AdoptPublished
from services.publish.usecases.ledger.append import AppendMarks
from services.publish.usecases.ledger.ports import Chain, Marks, Roots, Signer
from services.publish.usecases.ledger.read import LedgerView, ReadLedger
from services.publish.usecases.ledger.sign_days import SignDays

__all__ = [
    "AdoptPublished",
    "AppendMarks",
    "Chain",
    "LedgerView",
    "Marks",
    "ReadLedger",
    "Roots",
    "SignDays",
    "Signer",
]
