"""/desk/settings/<part>: agencies, categories, areas, time limits and watches: lists, and a form for each record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request
from marshmallow import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.text import fold, visible_line
from services.kit.web import require
from services.routing.domain.amending.edits import LASTING, LISTS, value_in
from services.routing.domain.roles import ADMINISTRATOR
from services.routing.usecases.amending import Wish
from services.routing.web.settings_fields import COLUMNS, FIELD_OF, FIELDS, SCHEMAS, Field, get
from services.routing.web.settings_form import read, shown, typed
from services.routing.web.settings_pages import READERS, place_of, settings, to_change
from services.routing.web.settings_view import View, amending, keep, page, today, view, writes
from services.routing.web.settings_words import NAMES_OF, called, in_language, value_of

NEW = "_moi"
#: What a category need not say.
UNSAID = frozenset({"proof", "stages"})
PARTS = "any(agencies, categories, areas, deadlines, outbreaks)"
#: When a record holds, for the filter of a list.
WHEN = ("now", "coming", "ended", "all")


@settings.get(f"/<{PARTS}:part>")
@require(*READERS)
def records(part: str) -> Response:
    """List the records of a part: by words, and by when they hold."""
    seen, when = view(), request.args.get("when", "now")
    words = fold(visible_line(request.args.get("words", ""))[:100])
    found = [each for each in seen.catalog.get(part, ()) if words in _words(each, part)]
    return page(
        "records",
        part=part,
        records=[each for each in found if when == "all" or standing(each) == when or standing(each) == ""],
        key=LISTS[part],
        name=NAMES_OF[part],
        when=when if when in WHEN else "all",
        lasting=part in LASTING,
        view=seen,
        standing=standing,
        columns=[each for each in FIELDS[part] if each.name in COLUMNS[part]],
        words_of=lambda one, field: value_of(get(one, field.name), field, part, seen.catalog),
    )


@settings.get(f"/<{PARTS}:part>/<key>")
@require(*READERS)
def record(part: str, key: str) -> Response:
    """Show the form of a record, or an empty one."""
    seen = view()
    if key == NEW:
        return _form(part, key, _fresh(part, seen), seen)
    return _form(part, key, shown(_known(part, key, seen), FIELDS[part]), seen, found=_findings(part, key, seen))


@settings.post(f"/<{PARTS}:part>/<key>")
@require(ADMINISTRATOR)
def save(part: str, key: str) -> AnyResponse:
    """Write the record into the draft; what cannot be read is said at its field."""
    seen, asked = view(), FIELDS[part]
    known = None if key == NEW else _known(part, key, seen)
    try:
        after = _typed_record(part, known, seen)
        return to_change(keep(Wish(part=part, key=after[LISTS[part]], after=after)))
    except ValidationError as wrong:
        return _form(part, key, typed(request.form, asked), seen, wrong.messages_dict)
    except Rejected as why:
        return _form(part, key, typed(request.form, asked), seen, refused=why)


def _typed_record(part: str, known: Mapping[str, Any] | None, seen: View) -> dict[str, Any]:
    """What the form does not ask stays as it is. Raises `ValidationError` by field."""
    # Where a category hangs is part of its name.
    asked = [each for each in FIELDS[part] if (part, each.name) != ("categories", "parent")]
    name = LISTS[part]
    form = request.form.copy()
    if known:
        form[name] = known[name].rpartition(".")[2] if part == "categories" else known[name]
    after = read(form, asked, SCHEMAS[part]())
    if part in LASTING:
        after["valid_from"] = after.get("valid_from") or today().isoformat()
    if part == "categories":
        after = _in_tree(after, known, seen)
    unasked = {each for each in known or () if each not in {field.name.partition(".")[0] for field in FIELDS[part]}}
    after = {**{each: known[each] for each in unasked if known}, **after}
    if known is None and value_in(seen.catalog, part, after[name]):
        raise ValidationError({name: "settings.taken"})
    return after


def _in_tree(after: dict[str, Any], known: Mapping[str, Any] | None, seen: View) -> dict[str, Any]:
    """A category's full name has its group's before it. What was never said and is not asked for stays unsaid."""
    parent = known["parent"] if known else request.form.get("parent") or None
    group, own = value_in(seen.catalog, "categories", parent or "") or {}, after["slug"]
    said = {name: value for name, value in after.items() if value or name not in UNSAID or name in (known or group)}
    return {"valid_to": None, **said, "parent": parent, "slug": f"{parent}.{own}" if parent else own}


def _form(
    part: str,
    key: str,
    values: Mapping[str, Any],
    seen: View,
    wrong: Mapping[str, Any] | None = None,
    refused: Rejected | None = None,
    found: Mapping[str, str] | None = None,
) -> Response:
    return page(
        "record",
        422 if wrong else 200,
        refused,
        part=part,
        key=key,
        is_new=key == NEW,
        fields=FIELDS[part],
        value=values,
        wrong=wrong or {},
        found=found or {},
        view=seen,
        choices=lambda field: _choices(field, seen),
        amendments=[] if key == NEW else amending().find.about(part, key),
        present=None if key == NEW else value_in(seen.present, part, key),
        questions=(value_in(seen.catalog, part, key) or {}).get("questions", ()) if part == "categories" else None,
    )


def _choices(field: Field, seen: View) -> list[tuple[str, str]]:
    """Return the names to choose from, living ones first."""
    part = str(field.of)
    found = seen.catalog.get(part, ())
    return [(each[LISTS[part]], called(part, each[LISTS[part]], seen.catalog)) for each in sorted(found, key=_living)]


def _living(record: Mapping[str, Any]) -> bool:
    return standing(record) == "ended"


def standing(record: Mapping[str, Any]) -> str:
    """Return whether a record holds today: now, coming or ended; nothing where it has no days."""
    if "valid_from" not in record:
        return ""
    day = today().isoformat()
    if record["valid_from"] > day:
        return "coming"
    return "ended" if record["valid_to"] and record["valid_to"] < day else "now"


def _findings(part: str, key: str, seen: View) -> dict[str, str]:
    """Return what is wrong with this record in the draft, by field."""
    if seen.draft is None or not writes():
        return {}
    broken = amending().judge(seen.draft, seen.present).broken
    own = [each for each in broken if place_of(each.subject) == (part, key)]
    return {FIELD_OF.get(each.slug, ""): in_language(each) for each in own}


def _known(part: str, key: str, seen: View) -> Mapping[str, Any]:
    found: Mapping[str, Any] | None = value_in(seen.catalog, part, key)
    if found is None:
        raise Rejected("unknown-record", "Danh mục không có mục này.", "The catalogue has no such record.")
    return found


def _fresh(part: str, seen: View) -> dict[str, Any]:
    """A new record begins today, and a category as its group has it."""
    parent = request.args.get("parent", "")
    group = value_in(seen.catalog, part, parent) if part == "categories" else None
    usual = {name: value for name, value in (group or {}).items() if not name.startswith(("name", "slug", "valid"))}
    return shown({**usual, "valid_from": today().isoformat(), "parent": parent}, FIELDS[part])


def _words(record: Mapping[str, Any], part: str) -> str:
    return fold(f"{record[LISTS[part]]} {record[NAMES_OF[part]]} {record.get('short_name', '')}")
