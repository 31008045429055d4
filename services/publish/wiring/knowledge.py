"""The composition of the knowledge base."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.publish.usecases.knowledge import Browse, KeepKnowledge, KnowledgeStore, Relate


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The knowledge base: kept as routing tells it, browsed by everybody."""

    keep: KeepKnowledge
    browse: Browse
    relate: Relate


def build_knowledge(store: KnowledgeStore, clock: Clock) -> Knowledge:
    """Return the use cases."""
    return Knowledge(KeepKnowledge(store), Browse(store, clock), Relate(store, clock))
