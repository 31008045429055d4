"""One event of each type that reporting counts, with whatever the dice say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from services.kit import events as kit

AGENCIES = ("so-y-te", "so-xay-dung", "trung-tam-1022")
CATEGORIES = ("ha-tang.giao-thong", "ha-tang.dien", "y-te.tiem-chung", None)
CHANNELS = ("web", "hotline")
AREAS = ("23575", "21553", None)
PEOPLE = ("desk:an", "desk:binh", "agency:so-y-te")
BEGIN = datetime(2026, 10, 20, tzinfo=UTC)

WORDS = {"title": "Đèn hỏng", "text": "Tối quá"}


def moment(dice: Random) -> datetime:
    """Return when something happens: few moments make ties and borders likely, which is where mistakes live."""
    return BEGIN + timedelta(hours=12 * dice.randint(0, 20))


def received(dice: Random, code: str) -> kit.EventData:
    """A case is accepted."""
    return kit.CaseReceived(
        code=code, channel=dice.choice(CHANNELS), received_at=moment(dice), category=dice.choice(CATEGORIES),
        area=dice.choice(AREAS), kind=dice.choice(("report", "question")), related=dice.choice((None, "2610200000009")),
        contact=kit.Contact(name="Nguyễn Văn An", phone="+84905000001"), **WORDS,
    )  # fmt: skip


def classified(dice: Random, code: str) -> kit.EventData:
    """Somebody says what it is about."""
    return kit.CaseClassified(
        code=code, category=dice.choice(CATEGORIES), area=dice.choice(AREAS), urgency="normal",
        kind=dice.choice(("report", "service")), classified_at=moment(dice), by="desk:an",
    )  # fmt: skip


def merged(dice: Random, code: str) -> kit.EventData:
    """It follows another case."""
    return kit.CaseMerged(
        code=code, agency=dice.choice(AGENCIES), into="2610200000009", merged_at=moment(dice), by="desk:an"
    )


def withdrawn(dice: Random, code: str) -> kit.EventData:
    """The citizen takes it back."""
    return kit.CaseWithdrawn(
        code=code, assignment=dice.randint(1, 2), agency=dice.choice(AGENCIES), withdrawn_at=moment(dice),
        reason="Đã tự sửa", by="citizen",
    )  # fmt: skip


def routed(dice: Random, code: str) -> kit.EventData:
    """An agency is responsible, for the case or for a part."""
    agency, at = dice.choice(AGENCIES), moment(dice)
    return kit.CaseRouted(
        code=code, assignment=dice.randint(1, 2), agency=agency, agency_name=agency, category=dice.choice(CATEGORIES),
        area=dice.choice(AREAS), address=None, kind=dice.choice(("report", "question")), urgency="normal",
        channel="web", language="vi", received_at=at, routed_at=at, due_at=moment(dice), due_reason_vi="",
        due_reason_en="", rule="r1", role=dice.choice(("lead", "lead", "lead", "coordinating")), **WORDS,
    )  # fmt: skip


def accepted(dice: Random, code: str) -> kit.EventData:
    """The agency takes it in hand."""
    return kit.CaseAccepted(
        code=code, assignment=dice.randint(1, 2), agency=dice.choice(AGENCIES), accepted_at=moment(dice), by="desk:an"
    )


def returned(dice: Random, code: str) -> kit.EventData:
    """The agency gives it back."""
    return kit.CaseReturned(
        code=code, assignment=dice.randint(1, 2), agency=dice.choice(AGENCIES), returned_at=moment(dice),
        reason="Không phải của chúng tôi", suggestion=None, by="desk:an",
    )  # fmt: skip


def moved(dice: Random, code: str) -> kit.EventData:
    """A successor takes it over."""
    return kit.CaseMoved(
        code=code, assignment=dice.randint(1, 2), agency=dice.choice(AGENCIES), to="so-y-te", to_name="Sở Y tế",
        reason="Sáp nhập", moved_at=moment(dice),
    )  # fmt: skip


def extended(dice: Random, code: str) -> kit.EventData:
    """The agency gets more time."""
    agency = dice.choice(AGENCIES)
    return kit.CaseExtended(
        code=code, assignment=dice.randint(1, 2), agency=agency, agency_name=agency, original_due_at=BEGIN,
        due_at=moment(dice), reason="Chờ vật tư", extended_at=moment(dice), by="desk:an",
    )  # fmt: skip


def refused(dice: Random, code: str) -> kit.EventData:
    """The agency does not get more time."""
    return kit.ExtensionRefused(
        code=code, assignment=dice.randint(1, 2), agency=dice.choice(AGENCIES), due_at=BEGIN, reason="Đủ rồi",
        refused_at=moment(dice), by="desk:an",
    )  # fmt: skip


def asked(dice: Random, code: str) -> kit.EventData:
    """The citizen is asked for more."""
    agency = dice.choice(AGENCIES)
    return kit.CaseInfoRequested(
        code=code, assignment=dice.randint(1, 2), agency=agency, agency_name=agency, question="Ở đâu?",
        asked_at=moment(dice), answer_by=BEGIN, by="desk:an",
    )  # fmt: skip


def resumed(dice: Random, code: str) -> kit.EventData:
    """The clock runs again."""
    return kit.CaseResumed(
        code=code, assignment=dice.randint(1, 2), agency=dice.choice(AGENCIES), resumed_at=moment(dice),
        due_at=moment(dice), why="supplemented",
    )  # fmt: skip


def overdue(dice: Random, code: str) -> kit.EventData:
    """It is noticed that nobody answered in time."""
    agency = dice.choice(AGENCIES)
    return kit.CaseOverdue(
        code=code, assignment=dice.randint(1, 2), agency=agency, agency_name=agency, due_at=BEGIN,
        level=dice.randint(1, 2), told_at=moment(dice),
    )  # fmt: skip


def contributed(dice: Random, code: str) -> kit.EventData:
    """A coordinating agency gives its part."""
    agency = dice.choice(AGENCIES)
    return kit.CaseContributed(
        code=code, assignment=dice.randint(1, 2), agency=agency, agency_name=agency, lead="so-y-te",
        contribution="Phần của chúng tôi", contributed_at=moment(dice), due_at=BEGIN, on_time=dice.random() < 0.5,
        by="desk:an",
    )  # fmt: skip


def answered(dice: Random, code: str) -> kit.EventData:
    """The citizen gets an answer."""
    agency = dice.choice(AGENCIES)
    return kit.CaseAnswered(
        code=code, assignment=dice.randint(1, 2), agency=agency, agency_name=agency, answered_at=moment(dice),
        due_at=moment(dice), on_time=dice.random() < 0.5, outcome=dice.choice(("fixed", "transferred", "not_feasible")),
        answer="Đã sửa", by=dice.choice(PEOPLE), category=dice.choice(CATEGORIES), area=dice.choice(AREAS),
        original_due_at=dice.choice((None, moment(dice))), merged_into=dice.choice((None, None, "2610200000009")),
        times=dice.randint(0, 2),
    )  # fmt: skip


def reopened(dice: Random, code: str) -> kit.EventData:
    """The citizen is not content."""
    return kit.CaseReopened(
        code=code, agency=dice.choice(AGENCIES), reopened_at=moment(dice), reason="Chưa xong",
        times=dice.randint(1, 2), by="citizen",
    )  # fmt: skip


def rated(dice: Random, code: str) -> kit.EventData:
    """The citizen says how content they are. Few moments, so that some are those of answers."""
    return kit.CaseRated(
        code=code, rating=dice.choice(("satisfied", "acceptable", "unsatisfied")), comment="Tạm được",
        not_fixed=dice.random() < 0.5, answered_at=moment(dice), rated_at=moment(dice),
    )  # fmt: skip


def published(dice: Random, code: str) -> kit.EventData:
    """The public can read it."""
    return kit.CasePublished(
        code=code, agency="so-y-te", published_at=moment(dice), answered_event="e", path=f"/ca/{code}"
    )


def withheld(dice: Random, code: str) -> kit.EventData:
    """The public cannot read it."""
    return kit.CaseWithheld(
        code=code, agency="so-y-te", withheld_at=moment(dice), reason=dice.choice(("private", "editor"))
    )


def failed(dice: Random, code: str) -> kit.EventData:
    """A message does not arrive."""
    return kit.NotificationFailed(
        code=code, event="e", channel=dice.choice(("sms", "email")), reason="Không có thuê bao", gave_up_at=moment(dice)
    )


MAKERS = (
    received, classified, merged, withdrawn, routed, accepted, returned, moved, extended, refused, asked, resumed,
    overdue, contributed, answered, reopened, rated, published, withheld, failed,
)  # fmt: skip
