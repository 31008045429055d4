"""The composition of the ledger of publications."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.publish.adapters.ed25519 import Ed25519Signer
from services.publish.adapters.mongo_ledger import MongoChain, MongoRoots
from services.publish.adapters.mongo_marks import MongoMarks
from services.publish.usecases.ledger import (
    AdoptPublished,
    AppendMarks,
    Chain,
    Marks,
    ReadLedger,
    Roots,
    SignDays,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerStore:
    """The adapters."""

    marks: Marks
    chain: Chain
    roots: Roots


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What is done with the ledger."""

    append: AppendMarks
    adopt: AdoptPublished
    sign_days: SignDays
    read: ReadLedger

    def keep(self) -> None:
        """Do what is due from time to time."""
        self.adopt()
        self.sign_days()


def ledger_store(database: Database[Any]) -> LedgerStore:
    """Return the adapters on a database."""
    return LedgerStore(marks=MongoMarks(database), chain=MongoChain(database), roots=MongoRoots(database))


def build_ledger(keys: tuple[str, ...], store: LedgerStore, clock: Clock) -> Ledger:
    """Return the use cases; without `keys`, days are closed unsigned."""
    signer = Ed25519Signer(keys)
    return Ledger(
        append=AppendMarks(store.marks, store.chain, clock),
        adopt=AdoptPublished(store.marks, store.chain),
        sign_days=SignDays(store.chain, store.roots, signer, clock),
        read=ReadLedger(store.chain, store.roots, signer),
    )
