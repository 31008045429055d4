"""Rule sets in MongoDB: one document each, its number as the key; and which one is the law now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.kit.storage.remembered import Remembered
from services.routing.domain.rule_set import Activation, Content, RuleSet, Stage, Step, in_force

#: How late a process notices an activation that was decided elsewhere; one with a date needs no noticing.
REFRESH_SECONDS = 3.0
NO_RULES = Content((), {})
Document = Mapping[str, Any]


class MongoRuleSets:
    """Port `RuleSets`, on collection `rule_sets`."""

    def __init__(self, database: Database[Any]) -> None:
        self._sets: Collection[Any] = database["rule_sets"]

    def all(self) -> Sequence[RuleSet]:
        """Return all of them."""
        return [rule_set_of(each) for each in self._sets.find(sort=[("_id", ASCENDING)])]

    def get(self, number: int) -> RuleSet | None:
        """Return one."""
        found = self._sets.find_one({"_id": number})
        return rule_set_of(found) if found else None

    def add(self, rule_set: RuleSet) -> bool:
        """Insert it; the key decides who was first."""
        try:
            self._sets.insert_one(document_of(rule_set))
        except DuplicateKeyError:
            return False
        return True

    def save(self, rule_set: RuleSet) -> bool:
        """Set what changes and push what the history gained, over the version that was read."""
        document = {**document_of(rule_set), "version": rule_set.version + 1}
        history, number = document.pop("history"), document.pop("_id")
        known = self._sets.find_one({"_id": number, "version": rule_set.version}, {"history": 1})
        if known is None:
            return False
        gained = {"$push": {"history": {"$each": history[len(known["history"]) :]}}}
        result = self._sets.update_one({"_id": number, "version": rule_set.version}, {"$set": document, **gained})
        return result.modified_count == 1


class RulesInForce:
    """Which content is the law at a moment; read from memory, at most seconds old.

    Activations with a date are in memory before their day comes, so every process changes over at the same moment.
    """

    def __init__(self, database: Database[Any]) -> None:
        self._sets: Collection[Any] = database["rule_sets"]
        self._activations = Remembered(self._load, REFRESH_SECONDS)
        self._contents: dict[int, Content] = {}

    def at(self, now: datetime) -> tuple[int, Content] | None:
        """Return the number of the set in force and its content; None where there are no rule sets."""
        found = in_force(self._activations.get(), now)
        if found is None:
            return None
        if found.number not in self._contents:
            self._contents = {found.number: self._content(found.number)}
        return found.number, self._contents[found.number]

    def _load(self) -> list[RuleSet]:
        once_approved = {"activations.0": {"$exists": True}}
        found = self._sets.find(once_approved, {"rules": 0, "default": 0, "simulation": 0, "history": 0})
        return [rule_set_of({**each, "rules": (), "default": {}, "history": ()}) for each in found]

    def _content(self, number: int) -> Content:
        """What was activated never changes again."""
        found = self._sets.find_one({"_id": number}, {"rules": 1, "default": 1})
        return Content(tuple(found["rules"]), found["default"]) if found else NO_RULES


def document_of(one: RuleSet) -> dict[str, Any]:
    """Return a set as a document."""
    return {
        "_id": one.number,
        "stage": one.stage.value,
        "rules": [dict(rule) for rule in one.content.rules],
        "default": dict(one.content.default),
        "made_by": one.made_by,
        "made_at": one.made_at,
        "note": one.note,
        "based_on": one.based_on,
        "hands": sorted(one.hands),
        "simulation": dict(one.simulation) if one.simulation else None,
        "approved_by": one.approved_by,
        "activations": [_slots(each) for each in one.activations],
        "history": [_slots(each) for each in one.history],
        "version": one.version,
    }


def rule_set_of(document: Document) -> RuleSet:
    """Return the set in a document."""
    plain = ("made_by", "made_at", "note", "based_on", "approved_by", "version")
    return RuleSet(
        number=document["_id"],
        content=Content(tuple(document["rules"]), document["default"]),
        stage=Stage(document["stage"]),
        hands=frozenset(document["hands"]),
        simulation=document.get("simulation"),
        activations=tuple(Activation(**each) for each in document["activations"]),
        history=tuple(Step(**each) for each in document["history"]),
        **{name: document[name] for name in plain},
    )


def _slots(record: Activation | Step) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}
