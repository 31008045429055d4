"""The form of each YAML file. Files are written by people, so an unknown or missing field is refused by name."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KINDS = ("report", "question", "suggestion", "praise", "service", "postal")
OUTCOMES = ("fixed", "explained", "not_feasible", "transferred")
CHANNELS = ("web", "hotline", "email", "zalo", "facebook", "mobile")
URGENCIES = ("normal", "urgent", "complex")


def _day(value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise ValidationError("not a day like 2025-07-01") from error


def _text(**extra: Any) -> fields.String:
    return fields.String(required=True, validate=validate.Length(min=1), **extra)


def _one_of(names: tuple[str, ...], **extra: Any) -> fields.String:
    return fields.String(validate=validate.OneOf(names), **extra)


class _Strict(Schema):
    class Meta:
        unknown = RAISE


class _Effective(_Strict):
    valid_from = fields.String(load_default=None, validate=_day)
    valid_to = fields.String(load_default=None, validate=_day)


_SLUG = validate.Regexp(r"^[a-z0-9]+(-[a-z0-9]+)*$")


class Province(_Strict):
    """Who runs the hotline and how it is reached."""

    slug = _text()
    name = _text()
    timezone = _text()
    hotline = _text()
    email = _text()
    web = _text()


class Advice(_Strict):
    """Why a matter cannot be filed here, and the right way, in words for the citizen."""

    vi = _text()
    en = _text()


class Choice(_Strict):
    """One answer to choose. With `stop`, whoever chooses it is told the right way instead of filing."""

    slug = fields.String(required=True, validate=_SLUG)
    vi = _text()
    en = _text()
    stop = fields.Nested(Advice)


class Condition(_Strict):
    """A question is asked only where an earlier one was answered with one of these."""

    question = fields.String(required=True, validate=_SLUG)
    values = fields.List(fields.String(), required=True, validate=validate.Length(min=1))


class Question(_Strict):
    """What a citizen is asked who files under a category. `public`: the answer may be published with the case."""

    slug = fields.String(required=True, validate=_SLUG)
    vi = _text()
    en = _text()
    hint_vi = fields.String()
    hint_en = fields.String()
    type = _one_of(("choice", "text", "number", "day"), required=True)
    required = fields.Boolean(load_default=False)
    public = fields.Boolean(load_default=False)
    check = _one_of(("workday", "dossier"))
    choices = fields.List(fields.Nested(Choice), load_default=list)
    only_if = fields.Nested(Condition, load_default=None, allow_none=True)


class Stage(_Strict):
    """A known step of the work; `tell`: the citizen hears of it. The rest is explained in `domain/catalog.py`."""

    slug = fields.String(required=True, validate=_SLUG)
    vi = _text()
    en = _text()
    tell = fields.Boolean(load_default=True)
    after = fields.List(fields.String(validate=_SLUG))
    needs = fields.List(_one_of(("tracking", "note", "day")))
    centre = fields.Boolean()
    ends = _one_of(OUTCOMES)
    ends_if = fields.Nested(Condition)


class Category(_Strict):
    """A node of the category tree. A child may leave out what it takes from its parent."""

    slug = fields.String(required=True, validate=_SLUG)
    name_vi = _text()
    name_en = _text()
    kind_default = _one_of(KINDS)
    identity = _one_of(("none", "phone", "name_phone"))
    publish = _one_of(("auto", "editor", "never"))
    share_contact = fields.Boolean()
    deadline = fields.String()
    valid_from = fields.String(validate=_day)
    valid_to = fields.String(validate=_day, allow_none=True)
    questions = fields.List(fields.Nested(Question))
    proof = fields.Boolean()
    stages = fields.List(fields.Nested(Stage))
    children = fields.List(fields.Nested(lambda: Category()))


class Group(Category):
    """A top node of the tree: states everything, since it has nobody to take it from."""

    kind_default = _one_of(KINDS, required=True)
    identity = _one_of(("none", "phone", "name_phone"), required=True)
    publish = _one_of(("auto", "editor", "never"), required=True)
    share_contact = fields.Boolean(required=True)
    deadline = fields.String(required=True)


class Agency(_Effective):
    """A body that a case can be sent to. `phone` and `email`: an office to turn to when a case there is late."""

    slug = fields.String(required=True, validate=_SLUG)
    name = _text()
    short_name = _text()
    kind = _one_of(("department", "district", "commune", "company", "centre"), required=True)
    successor = fields.String(load_default=None)
    approval = _one_of(("leader", "none"), load_default="none")
    name_en = fields.String(validate=validate.Length(min=1))
    parent = fields.String()
    phone = fields.String(validate=validate.Length(1, 50))
    email = fields.Email()


class Area(_Effective):
    """An administrative unit. Where its middle is (WGS 84) and how large it is, maps are drawn from."""

    code = _text()
    name = _text()
    type = _one_of(("province", "city", "town", "district", "ward", "commune", "township"), required=True)
    parent = fields.String(load_default=None)
    successors = fields.List(fields.String(), load_default=list)
    agency = fields.String(load_default=None)
    latitude = fields.Float(validate=validate.Range(-90, 90))
    longitude = fields.Float(validate=validate.Range(-180, 180))
    km2 = fields.Float(validate=validate.Range(min=0, min_inclusive=False))


class When(_Strict):
    """The conditions of a rule; all that are present must hold."""

    category = fields.List(fields.String(), validate=validate.Length(min=1))
    area = fields.List(fields.String(), validate=validate.Length(min=1))
    channel = fields.List(_one_of(CHANNELS), validate=validate.Length(min=1))
    urgency = fields.List(_one_of(URGENCIES), validate=validate.Length(min=1))
    kind = fields.List(_one_of(KINDS), validate=validate.Length(min=1))
    working_time = fields.Boolean()
    answers = fields.Dict(
        keys=fields.String(validate=_SLUG),
        values=fields.List(fields.String(validate=validate.Length(1, 200)), validate=validate.Length(min=1)),
        validate=validate.Length(min=1),
    )


class Rule(_Effective):
    """Who answers a case that meets the conditions, and why, in words."""

    id = fields.String(required=True, validate=_SLUG)
    order = fields.Integer(required=True, strict=True)
    when = fields.Nested(When, required=True)
    agency = _text()
    why_vi = _text()
    why_en = _text()


class Default(_Strict):
    """Who takes what no rule does, and why, in words."""

    agency = fields.String(required=True, validate=_SLUG)
    why_vi = _text()
    why_en = _text()


class RulesFile(_Strict):
    """rules.yaml: a whole rule set. There is always somebody who takes what no rule does."""

    rules = fields.List(fields.Nested(Rule), required=True)
    default = fields.Nested(Default, required=True)


class Minutes(_Strict):
    """Working minutes allowed per urgency."""

    normal = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    urgent = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    complex = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))


class Deadline(_Strict):
    """A time limit. `preset` says that it is a suggestion, not a rule of the province."""

    slug = fields.String(required=True, validate=_SLUG)
    name_vi = _text()
    source = _text()
    preset = fields.Boolean(load_default=True)
    minutes = fields.Nested(Minutes, required=True)


class NamedDay(_Strict):
    """A day that differs from what the holidays package computes."""

    date = fields.String(required=True, validate=_day)
    name = _text()


def _week(**rule: Any) -> fields.Dict:
    clock = fields.String(validate=validate.Regexp(r"^([01]\d|2[0-3]):[0-5]\d$"))
    spans = fields.List(fields.List(clock, validate=validate.Length(equal=2)))
    return fields.Dict(keys=_one_of(DAYS), values=spans, **(rule or {"required": True}))


class Calendar(_Strict):
    """Hours of the centre and of the agencies, and the days that yearly announcements changed.

    `forwarding` are the hours in which cases go to agencies at once; without it, they do at any time.
    """

    hours = _week()
    agency_hours = _week()
    forwarding = _week(load_default=None, allow_none=True)
    holidays = fields.List(fields.Nested(NamedDay), load_default=list)
    working_days = fields.List(fields.Nested(NamedDay), load_default=list)


class Limits(_Strict):
    """How much of what is allowed; times are working minutes, `..._days` calendar days."""

    most_returns = fields.Integer(strict=True, validate=validate.Range(0, 20))
    info_wait = fields.Integer(strict=True, validate=validate.Range(1, 100_000))
    reopen_window_days = fields.Integer(strict=True, validate=validate.Range(0, 3650))
    most_reopens = fields.Integer(strict=True, validate=validate.Range(0, 20))
    due_soon_share = fields.Float(validate=validate.Range(0, 1))
    due_soon_least = fields.Integer(strict=True, validate=validate.Range(1, 10_000))
    most_extensions = fields.Integer(strict=True, validate=validate.Range(0, 20))
    longest_extension = fields.Integer(strict=True, validate=validate.Range(1, 100_000))
    part_share = fields.Float(validate=validate.Range(0.05, 1))


class Outbreak(_Strict):
    """What counts as a burst: so many cases within so many minutes, and so many times as many as usual."""

    slug = fields.String(required=True, validate=_SLUG)
    name_vi = _text()
    name_en = _text()
    categories = fields.List(fields.String(), required=True, validate=validate.Length(min=1))
    cases = fields.Integer(required=True, strict=True, validate=validate.Range(2, 10_000))
    minutes = fields.Integer(required=True, strict=True, validate=validate.Range(5, 1440))
    times = fields.Float(required=True, validate=validate.Range(1, 1000))
    where = _one_of(("area", "province"), load_default="area")


def _file(name: str, content: fields.Field[Any], **more: fields.Field[Any]) -> type[Schema]:
    return _Strict.from_dict({name: content, **more}, name=f"{name.title()}File")


FILES: dict[str, type[Schema]] = {
    "province": _file(
        "province",
        fields.Nested(Province, required=True),
        catalogue_from=fields.String(required=True, validate=_day),
    ),
    "categories": _file("categories", fields.List(fields.Nested(Group), required=True)),
    "agencies": _file("agencies", fields.List(fields.Nested(Agency), required=True)),
    "areas": _file("areas", fields.List(fields.Nested(Area), required=True)),
    "rules": RulesFile,
    "deadlines": _file("deadlines", fields.List(fields.Nested(Deadline), required=True)),
    "calendar": _file("calendar", fields.Nested(Calendar, required=True)),
    "limits": _file("limits", fields.Nested(Limits, required=True)),
    "outbreaks": _file("outbreaks", fields.List(fields.Nested(Outbreak), required=True)),
}
#: Files a folder may do without.
OPTIONAL = frozenset({"outbreaks"})
