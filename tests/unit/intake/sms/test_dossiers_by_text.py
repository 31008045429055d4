"""`1022 HS <code>`: how far a dossier is, by text message."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from services.intake.domain import sms_answer
from services.intake.domain.sms_request import DossierWanted, StatusWanted, Unclear, read_request
from services.intake.usecases.look_up_dossier import LookUpDossier
from services.kit.clock import FixedClock
from services.kit.dossiers import Dossier, DossierCode, Found, NotConnected, State, unknown_dossier
from services.kit.failures import Rejected
from tests.unit.intake.gate_fakes import InMemoryCounters

CODE = "H21.99-261124-0015"
NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
ONE = Dossier(
    code=CODE,
    state=State.PROCESSING,
    procedure="Đăng ký kết hôn",
    agency="Bộ phận Một cửa phường Quy Nhơn",
    received_on=date(2026, 11, 24),
    appointed_on=date(2026, 12, 1),
    applicant="Nguyễn Văn An",
    phone_digits="0067",
)


class OneDossier:
    """A one-stop system with one dossier."""

    connected = True

    def find(self, code: DossierCode) -> Found:
        if code.text != CODE:
            raise unknown_dossier(code)
        return Found(ONE, NOW)


@pytest.fixture
def look_up() -> LookUpDossier:
    return LookUpDossier(OneDossier(), InMemoryCounters(), FixedClock(NOW))


@pytest.mark.parametrize(
    "text", [f"1022 HS {CODE}", f"hs {CODE}", f"1022 hồ sơ {CODE}", f"1022-HS-{CODE}", f"  HO SO: {CODE} "]
)
def test_a_dossier_is_asked_for_in_any_spelling(text: str) -> None:
    wanted = read_request(text)
    assert isinstance(wanted, DossierWanted)
    assert CODE in wanted.typed


@pytest.mark.parametrize("text", ["HS", "1022 HS", "hsbc khuyen mai"])
def test_what_names_no_dossier_is_no_question_about_one(text: str) -> None:
    assert isinstance(read_request(text), Unclear)


def test_cases_are_still_asked_for() -> None:
    assert not isinstance(read_request(f"1022 TC {CODE}"), DossierWanted | StatusWanted)


def test_the_answer_names_nobody_and_fits_into_one_message() -> None:
    words = sms_answer.dossier(CODE, "đang giải quyết", ONE.agency, ONE.appointed_on)
    assert CODE in words
    assert "01/12/2026" in words
    assert len(words) <= sms_answer.ONE_MESSAGE


def test_with_the_code_alone_nobody_is_named(look_up: LookUpDossier) -> None:
    assert look_up(CODE).dossier.applicant == ""


def test_four_digits_show_the_applicant_and_are_not_shown_themselves(look_up: LookUpDossier) -> None:
    shown = look_up.whole(CODE, "0067", "192.0.2.1").dossier
    assert (shown.applicant, shown.phone_digits) == ("Nguyễn Văn An", "")


def test_guessing_ends_also_for_the_right_digits(look_up: LookUpDossier) -> None:
    slugs = [_refused(look_up, f"{number:04}") for number in range(6)]
    assert slugs == ["wrong-digits"] * 5 + ["too-many-tries"]
    assert _refused(look_up, "0067", "192.0.2.2") == "too-many-tries"


def test_whoever_knows_the_digits_may_look_as_often_as_they_like(look_up: LookUpDossier) -> None:
    for _ in range(20):
        assert look_up.whole(CODE, "0067", "192.0.2.1").dossier.applicant


def test_without_a_system_it_is_said_plainly() -> None:
    with pytest.raises(Rejected) as refused:
        LookUpDossier(NotConnected(), InMemoryCounters(), FixedClock(NOW))(CODE)
    assert refused.value.slug == "dossiers-not-connected"


def _refused(look_up: LookUpDossier, digits: str, guesser: str = "192.0.2.1") -> str:
    with pytest.raises(Rejected) as refused:
        look_up.whole(CODE, digits, guesser)
    return refused.value.slug
