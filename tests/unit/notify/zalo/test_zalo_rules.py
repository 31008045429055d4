"""Night, templates and lengths: what is decided before and after Zalo is asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.adapters.zalo_errors import OA_TABLES, ZNS_TABLES, judge, next_morning
from services.notify.adapters.zns_templates import Parameter, Template, load
from services.notify.domain.chat import cut, cut_bytes
from services.notify.domain.outcome import Deferred
from tests.unit.notify.builders import NOW

TEMPLATES = """
templates:
  case.received:
    template_id: 348001
    parameters:
      ma_phan_anh: code
      noi_dung: {fact: title, longest: 30}
  case.answered:
    template_id: "348002"
"""


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        # 23:30 in Vietnam: tomorrow at 06:00 there, 23:00 of today in UTC
        ("2026-11-24T16:30", "2026-11-24T23:00"),
        # 00:30 in Vietnam, the day after in UTC has not begun
        ("2026-11-24T17:30", "2026-11-24T23:00"),
        ("2026-11-24T22:59", "2026-11-24T23:00"),
        # 06:00 sharp is morning already
        ("2026-11-24T23:00", "2026-11-25T23:00"),
    ],
)
def test_the_morning_is_the_next_six_o_clock_in_vietnam(now: str, morning: str) -> None:
    assert next_morning(_at(now)) == _at(morning)


@given(st.timedeltas(timedelta(0), timedelta(days=3000)))
def test_the_morning_is_ahead_and_within_a_day(since: timedelta) -> None:
    now = NOW + since
    assert timedelta(0) < next_morning(now) - now <= timedelta(days=1)


@pytest.mark.parametrize(
    ("reset", "seconds"),
    [
        ({}, 60),
        ({"X-RateLimit-Reset": "soon"}, 60),
        # a moment long past, or far ahead, is no moment
        ({"X-RateLimit-Reset": "12"}, 60),
        ({"X-RateLimit-Reset": "99999999999"}, 60),
    ],
)
def test_a_rate_limit_lasts_a_minute_where_zalo_says_nothing_sensible(reset: dict[str, str], seconds: int) -> None:
    verdict = judge(-32, reset, NOW, OA_TABLES)
    assert verdict.outcome == Deferred("error -32", NOW + timedelta(seconds=seconds))
    assert verdict.pause == seconds


def test_no_number_means_two_things() -> None:
    for tables in (OA_TABLES, ZNS_TABLES):
        codes = [code for table in tables for code in table]
        assert len(codes) == len(set(codes))


def test_a_file_says_which_template_tells_what(tmp_path: Path) -> None:
    file = tmp_path / "zns.yaml"
    file.write_text(TEMPLATES)
    assert load(file) == {
        "case.received": Template("348001", {"ma_phan_anh": Parameter("code"), "noi_dung": Parameter("title", 30)}),
        "case.answered": Template("348002"),
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no templates"),
        ("- a", "no templates"),
        ("templates: {}", "no templates"),
        ("templates: {case.received: 7}", "template_id"),
        ("templates: {case.received: {parameters: {}}}", "template_id"),
        ("templates: {case.received: {template_id: 7, parameters: {ten: name}}}", "a fact is one of"),
        ("{", "not YAML"),
    ],
)
def test_a_file_that_cannot_work_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "zns.yaml"
    file.write_text(text)
    with pytest.raises(ValueError, match=reason):
        load(file)


def test_facts_fill_a_template_and_keep_to_its_lengths() -> None:
    template = Template("1", {"ma": Parameter("code"), "ten": Parameter("title", 12)})
    assert template.filled({"code": "7", "title": "Đèn đường hỏng", "due": "x"}) == {"ma": "7", "ten": "Đèn đường…"}
    assert template.filled({"code": "7", "title": ""}) is None


@given(st.text(), st.integers(1, 60))
def test_a_text_is_never_longer_than_allowed(text: str, longest: int) -> None:
    assert len(cut(text, longest)) <= longest
    assert cut(text, longest) == text or cut(text, longest).endswith("…")


@given(st.text(), st.integers(0, 60))
def test_no_character_is_cut_in_the_middle(text: str, longest: int) -> None:
    kept = cut_bytes(text, longest)
    assert text.startswith(kept)
    assert len(kept.encode()) <= longest


def _at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)
