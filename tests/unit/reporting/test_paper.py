"""The printed report: what stands on its pages, read from the PDF itself, and what becomes of what nobody can print."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from services.kit.failures import Rejected, Retryable
from services.reporting.adapters.exports.chart import chart_of
from services.reporting.adapters.exports.paper import MOST_ROWS, page_of
from services.reporting.adapters.exports.press import Press
from services.reporting.domain.table import Column, Kind
from services.reporting.domain.words import Words
from tests.pdf_text import Pdf, opened
from tests.unit.reporting.tables import LETTERHEAD, ROWS, a_table


@pytest.fixture(scope="module")
def printed() -> bytes:
    """Two tables on paper, the second of which does not add up."""
    return Press().print(page_of([a_table(), a_table(faults=("sum of rows = total",))], LETTERHEAD))


@pytest.fixture(scope="module")
def pdf(printed: bytes) -> Pdf:
    """The same, opened."""
    return opened(printed)


def test_every_letter_with_its_marks_is_on_paper(pdf: Pdf) -> None:
    lines = pdf.words().splitlines()
    for words in (
        "ỦY BAN NHÂN DÂN TỈNH GIA LAI", "TÌNH HÌNH XỬ LÝ THEO ĐƠN VỊ", "Sở Y tế", "Tổng cộng", "THỦ TRƯỞNG ĐƠN VỊ",
        "Tháng 11/2026 (từ 01/11/2026 đến 30/11/2026), số liệu tính đến 01/12/2026 00:00", "=HYPERLINK(1)",
        "(1) Cần xử lý: Tiếp nhận trong kỳ cộng tồn kỳ trước.", "Mỗi phản ánh tính một lần.",
    ):  # fmt: skip
        assert words in lines


def test_numbers_and_moments_are_written_as_vietnamese_readers_do(pdf: Pdf) -> None:
    assert {"1.234", "97,2", "17,5", "02/11/2026 08:05", "–"} <= set(pdf.words().splitlines())


def test_each_table_begins_a_page_and_pages_are_numbered(pdf: Pdf) -> None:
    assert pdf.pages() == 2
    assert [line for line in pdf.words().splitlines() if re.fullmatch(r"\d/\d", line)] == ["1/2", "2/2"]


def test_only_the_table_that_does_not_add_up_says_that_it_must_not_be_signed(pdf: Pdf) -> None:
    assert pdf.words().count("KHÔNG DÙNG ĐỂ KÝ") == 1


def test_it_can_be_heard_language_structure_and_the_chart_in_words(pdf: Pdf) -> None:
    assert b"/Lang (vi)" in pdf.bundled
    assert b"/Marked true" in pdf.bundled
    spoken = "Cần xử lý. Sở Y tế: 1.234; =HYPERLINK(1): 2".encode("utf-16-be").hex().encode()
    assert b"/Alt <feff" + spoken + b">" in pdf.bundled


def test_the_same_tables_make_the_same_bytes(printed: bytes) -> None:
    assert Press().print(page_of([a_table(), a_table(faults=("sum of rows = total",))], LETTERHEAD)) == printed


def test_words_cannot_become_markup() -> None:
    table = replace(a_table(), rows=(replace(ROWS[0], name="<script>x</script>"),))
    assert "<script>" not in page_of([table], LETTERHEAD)


def test_a_page_loads_nothing_from_elsewhere() -> None:
    page = page_of([a_table()], LETTERHEAD).replace("</body>", '<img src="file:///etc/hostname" alt="x"></body>')
    assert opened(Press().print(page)).pages() == 1


def test_a_list_of_cases_has_no_chart_and_neither_has_a_single_bar() -> None:
    assert chart_of(replace(a_table(), total=None)) is None
    assert chart_of(replace(a_table(), rows=ROWS[:1])) is None


def test_the_chart_draws_the_first_count_where_there_is_no_better_one() -> None:
    columns = (Column(key="asked", words=Words("Hỏi", "Asked")), Column(key="x", words=Words("X", "X"), kind=Kind.TEXT))
    rows = tuple(replace(row, cells=(number, "")) for row, number in zip(ROWS, (4, 2), strict=True))
    chart = chart_of(replace(a_table(), columns=columns, rows=rows))
    assert chart is not None
    assert [(bar.length, bar.number) for bar in chart.bars] == [(88.0, "4"), (44.0, "2")]


def test_what_is_too_long_for_paper_is_refused_before_anything_is_drawn() -> None:
    table = replace(a_table(), rows=ROWS * (MOST_ROWS // 2 + 1))
    with pytest.raises(Rejected, match="too-long-for-paper"):
        page_of([table], LETTERHEAD)


def test_printing_that_takes_too_long_is_ended_and_said() -> None:
    with pytest.raises(Rejected, match="paper-takes-too-long"):
        Press(seconds=0.05).print(page_of([a_table()], LETTERHEAD))


def test_who_waits_too_long_for_the_press_is_asked_to_come_again() -> None:
    press = Press(wait_seconds=0.01)
    with press.busy(), pytest.raises(Retryable):
        press.print("<p>")


def test_a_renderer_that_fails_is_a_bug_and_not_an_empty_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.reporting.adapters.exports.press.WORKER", "services.reporting.no_such_module")
    with pytest.raises(RuntimeError):
        Press().print("<p>")
