"""What is known of the words, for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from services.notify.domain.words.occasions import LANGUAGES, OCCASIONS, PARTS
from services.notify.domain.words.problems import LONGEST
from services.notify.domain.words.unit import Place, Unit
from services.notify.domain.words.variables import OFTEN_MISSING, VARIABLES
from services.notify.usecases.wordings.ports import Writer
from services.notify.usecases.wordings.refusals import pointed
from services.notify.usecases.wordings.samples import samples
from services.notify.usecases.wordings.try_words import Trial


def place_shown(unit: Unit) -> dict[str, Any]:
    """Return a line of the list."""
    occasion, present = OCCASIONS[unit.place.occasion], unit.present
    return {
        "occasion": occasion.slug,
        "kind": unit.place.kind,
        "name_vi": occasion.vi,
        "name_en": occasion.en,
        "version": unit.version,
        "number": unit.in_force,
        "since": present.at if present else None,
        "draft_by": unit.draft.by if unit.draft else None,
    }


def unit_shown(unit: Unit, writer: Writer) -> dict[str, Any]:
    """Return all of it."""
    own = writer.defaults[unit.place]
    draft = unit.draft
    return {
        **place_shown(unit),
        "own": own,
        "present": unit.present.texts if unit.present else own,
        "draft": {**asdict(draft), "hands": sorted(draft.hands)} if draft else None,
        "parts": [_part(unit.place, part, writer) for part in PARTS[unit.place.kind]],
        "versions": [asdict(each) for each in unit.versions],
        "history": [asdict(each) for each in unit.history],
    }


def trial_shown(trial: Trial) -> dict[str, Any]:
    """Return what became of words."""
    return {
        "texts": trial.texts,
        "problems": [pointed(each) for each in trial.problems],
        "shown": [asdict(each) for each in trial.shown],
    }


def _part(place: Place, part: str, writer: Writer) -> dict[str, Any]:
    occasion, sample = OCCASIONS[place.occasion], samples(place.occasion)[0]
    facts = {each: writer.facts(sample.event, sample.citizen, each) for each in LANGUAGES}
    variables = [
        {
            "name": name,
            "vi": VARIABLES[name].vi,
            "en": VARIABLES[name].en,
            "often_missing": name in OFTEN_MISSING,
            "needed": name in occasion.must_say(part),
            "examples": {language: facts[language][name] for language in LANGUAGES},
        }
        for name in occasion.offers(part)
    ]
    return {"part": part, "longest": LONGEST[part], "variables": variables}
