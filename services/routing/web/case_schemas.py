"""What the forms of the case page send, one schema per act. Fields left empty count as not sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, pre_load, validate

from services.kit.events.vocabulary import KINDS, OUTCOMES, URGENCIES
from services.kit.events.wire import CODE_PATTERN
from services.kit.web.formats import VIETNAM
from services.routing.web.schemas import Words

LONGEST_ANSWER, LONGEST_NOTE = 20_000, 2_000


class FormSchema(Schema):
    """A form of a browser: everything is text, boxes that are not ticked are missing."""

    class Meta:
        """The guard of forms and the key of the request are read elsewhere."""

        unknown = EXCLUDE

    @pre_load
    def without_blanks(self, form: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        """Drop what was left empty, and read lists."""
        read = form.getlist if hasattr(form, "getlist") else None
        lists = {name for name, field in self.fields.items() if isinstance(field, fields.List)}
        single = {name: value for name, value in form.items() if name not in lists and str(value).strip()}
        several = {name: [each for each in read(name) if each.strip()] for name in lists} if read else {}
        return {**single, **{name: values for name, values in several.items() if values}}


class LocalMoment(fields.DateTime):
    """What `<input type="datetime-local">` sends, read as the province's time."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        moment: datetime = super()._deserialize(value, attr, data, **kwargs)
        return moment.replace(tzinfo=VIETNAM)


def _note() -> Words:
    return Words("Why.", LONGEST_NOTE, load_default=None)


def _words(longest: int = LONGEST_NOTE) -> Words:
    return Words("In words.", longest, required=True)


def _named(required: bool = False) -> fields.String:
    """Something of the catalogue, by its name or short name; looked up when the act is made."""
    more: dict[str, Any] = {"required": True} if required else {"load_default": None}
    return fields.String(validate=validate.Length(1, 200), **more)


class NothingSchema(FormSchema):
    """The button says it all."""


class TextFormSchema(FormSchema):
    """Words only."""

    text = _words(LONGEST_ANSWER)


class NoteFormSchema(FormSchema):
    """Words for colleagues."""

    text = _words()


class SendBackFormSchema(FormSchema):
    """What must be changed."""

    remark = _words()


class ApproveFormSchema(FormSchema):
    """Why the lead does not wait for parts, where some are owed."""

    without_parts = _note()


class ReturnFormSchema(FormSchema):
    """Why the case is not the agency's, and whose it may be."""

    reason = _words()
    suggestion = _named()


class ReassignFormSchema(FormSchema):
    """Whose the case is."""

    agency = _named(required=True)
    note = _note()


class ClassifyFormSchema(FormSchema):
    """What the case is about."""

    category = _named()
    area = _named()
    urgency = fields.String(required=True, validate=validate.OneOf(URGENCIES))
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    note = _note()
    keep = fields.Boolean(load_default=False)


class CoordinateFormSchema(FormSchema):
    """Which agencies must contribute what."""

    agencies = fields.List(fields.String(validate=validate.Length(0, 200)), required=True)
    task = _words()


class AskFormSchema(FormSchema):
    """What the citizen is asked."""

    question = _words(1_000)


class ExtendFormSchema(FormSchema):
    """Until when, and why."""

    due_at = LocalMoment(required=True)
    reason = _words()


class GrantFormSchema(FormSchema):
    """Whose request is granted."""

    assignment = fields.Integer(load_default=None)


class RefuseFormSchema(GrantFormSchema):
    """Whose request is refused, and why."""

    reason = _words()


class ProgressFormSchema(FormSchema):
    """Which step of the work has been done."""

    stage = fields.String(required=True, validate=validate.Length(1, 100))
    note = _note()
    tracking = fields.String(load_default=None, validate=validate.Length(1, 40))
    day = fields.Date(load_default=None)


class ContentFormSchema(FormSchema):
    """An answer, or a draft of one. `sure`: the writer has seen the warning and means it."""

    text = _words(LONGEST_ANSWER)
    outcome = fields.String(required=True, validate=validate.OneOf(OUTCOMES))
    scheduled_for = fields.Date(load_default=None)
    proof = Words("A document's number.", 500, load_default=None)
    files = fields.List(fields.String(validate=validate.Length(1, 64)), load_default=list)
    sources = fields.List(fields.String(validate=validate.Length(1, 60)), load_default=list)
    without_parts = _note()
    sure = fields.Boolean(load_default=False)


class DraftFormSchema(ContentFormSchema):
    """An answer in the making: its outcome may not be known yet."""

    outcome = fields.String(load_default="explained", validate=validate.OneOf(OUTCOMES))


class MergeFormSchema(FormSchema):
    """Which case this one follows."""

    into = fields.String(required=True, validate=validate.Regexp(CODE_PATTERN))
