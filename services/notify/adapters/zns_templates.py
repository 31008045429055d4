"""Which approved ZNS template tells what, and which fact goes where. Another Official Account has other templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from services.notify.domain.chat import cut

#: The facts a message carries for templates.
FACTS = frozenset({"code", "title", "agency", "due", "status"})
LONGEST = 90


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a template: the fact it shows, in at most so many characters."""

    fact: str
    longest: int = LONGEST


@dataclass(frozen=True, slots=True)
class Template:
    """An approved template. `parameters` by the names it was approved with."""

    id: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)

    def filled(self, facts: Mapping[str, str]) -> dict[str, str] | None:
        """Return the template's data, None when a fact is missing: Zalo refuses empty parameters."""
        if any(not facts.get(each.fact) for each in self.parameters.values()):
            return None
        return {name: cut(facts[each.fact], each.longest) for name, each in self.parameters.items()}


def load(path: Path) -> dict[str, Template]:
    """Read templates by event type. Raises ValueError saying what is wrong, or OSError."""
    try:
        read = yaml.safe_load(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise ValueError("not YAML") from error
    templates = read.get("templates") if isinstance(read, dict) else None
    if not isinstance(templates, dict) or not templates:
        raise ValueError("no templates")
    return {str(type_): _template(each) for type_, each in templates.items()}


def _template(given: Any) -> Template:
    if not isinstance(given, dict) or not given.get("template_id"):
        raise ValueError("template_id is missing")
    parameters = given.get("parameters") or {}
    return Template(str(given["template_id"]), {str(name): _parameter(each) for name, each in parameters.items()})


def _parameter(given: Any) -> Parameter:
    """Read `code`, or `{fact: title, longest: 30}`."""
    values = given if isinstance(given, dict) else {"fact": given}
    if values.get("fact") not in FACTS:
        raise ValueError(f"a fact is one of {', '.join(sorted(FACTS))}")
    return Parameter(values["fact"], int(values.get("longest", LONGEST)))
