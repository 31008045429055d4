"""Importing: what a file may look like, what each row gets told, and that nothing is half imported."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.routing.adapters.knowledge_files import read_sheets, write_csv, write_xlsx
from services.routing.domain.knowledge.entry import Doing, Kind, Stage
from services.routing.domain.knowledge.fields import FIELDS, LONG
from services.routing.usecases.knowledge.export_entries import ExportEntries
from services.routing.usecases.knowledge.import_entries import ImportEntries, Plan, Verdict
from services.routing.usecases.knowledge.reading import Reading, visible
from services.routing.usecases.knowledge.sheets import Line, Sheet, heading_of
from tests.unit.routing.builders import NOON
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.knowledge.entries import (
    BIRTH,
    EDITOR,
    EVENT,
    FAQ,
    OPERATOR,
    PROCEDURE,
    knowledge_on,
    publish_all,
)
from tests.unit.routing.knowledge.fakes import MemoryKnowledge

HEADING = "Loại;Mã;Câu hỏi;Trả lời;Nguồn"
ROW = "hỏi đáp;gio-lam-viec;Tổng đài làm việc giờ nào?;Từ 7 giờ đến 23 giờ.;Bản mẫu"
FILE = f"{HEADING}\r\n{ROW}\r\n"


def room() -> tuple[MemoryKnowledge, ImportEntries]:
    entries = MemoryKnowledge()
    return entries, ImportEntries(entries, Reading(MemoryCatalogs(snapshot())), FixedClock(NOON))


def planned(text: str | bytes, kind: Kind | None = None) -> Plan:
    content = text.encode() if isinstance(text, str) else text
    return room()[1].preview(read_sheets(content), EDITOR, kind)


def refusal(content: bytes) -> str:
    with pytest.raises(Rejected) as why:
        room()[1].preview(read_sheets(content), EDITOR)
    assert why.value.vi and why.value.en
    return why.value.slug


def book(*rows: tuple[object, ...], title: str = "Trang 1") -> bytes:
    made, out = Workbook(), io.BytesIO()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        FILE.encode(),
        FILE.encode("utf-8-sig"),  # Excel's "CSV UTF-8"
        FILE.encode("utf-16"),  # Excel's "Unicode text"
        FILE.replace(";", "\t").encode("utf-16"),
        FILE.replace(";", ",").encode(),
        FILE.replace("\r\n", "\n").encode(),
        f"\r\n;;;;\r\n{FILE};;;;\r\n\r\n".encode(),  # empty rows here and there
        FILE.replace("Nguồn\r", "Nguồn;;\r").encode(),  # empty columns at the end
        FILE.replace("Loại;Mã;Câu hỏi;Trả lời;Nguồn", "kind;code;title_vi;body_vi;source").encode(),
        FILE.replace("Loại;Mã;Câu hỏi", "LOAI;ma;cau  hoi").encode(),
    ],
)
def test_files_of_every_origin_say_the_same(content: bytes) -> None:
    (row,) = planned(content).rows
    assert (row.verdict, row.code, row.faults) == (Verdict.NEW, "gio-lam-viec", ())
    made = row.change.after
    assert made.title == "Tổng đài làm việc giờ nào?"
    assert made.content["source"] == "Bản mẫu"


def test_windows_1258_is_read_into_whole_letters() -> None:
    """That page has tones as marks of their own."""
    marks = {"ổ": "ô\u0309", "ạ": "a\u0323", "ờ": "ơ\u0300", "ừ": "ư\u0300", "ế": "ê\u0301", "ả": "a\u0309"}
    marks |= {"ồ": "ô\u0300", "ỏ": "o\u0309", "ẫ": "â\u0303", "ã": "a\u0303", "ệ": "ê\u0323", "i": "i", "ằ": "ă\u0300"}
    text = "".join(marks.get(each, each) for each in FILE)
    (row,) = planned(text.encode("windows-1258")).rows
    assert row.change.after.title == "Tổng đài làm việc giờ nào?"


@pytest.mark.parametrize(
    ("content", "slug"),
    [
        (b"", "empty-file"),
        (b"\r\n\r\n", "empty-file"),
        (HEADING.encode(), "empty-file"),
        (b"\xff\xfe\x00\xd8", "unknown-encoding"),
        (b"%PDF-1.7\x81\x8d\x8f\xd2", "unknown-encoding"),
        (b"PK\x03\x04nothing of the kind", "unknown-file-kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unknown-file-kind"),  # Excel of before 2007
        (b'M\xc3\xa3;"x', "unreadable-file"),
        (FILE.replace("Nguồn", "Ghi chú riêng").encode(), "unknown-column"),
        (FILE.replace("Nguồn", "Mã").encode(), "column-twice"),
        (FILE.replace("Mã;", "Nguồn;").replace(";Nguồn\r", ";Tên tiếng Anh\r").encode(), "no-code-column"),
        (b"x" * (5 * 1024 * 1024 + 1), "file-too-large"),
        (HEADING.encode() + b"\r\nx" * 5_001, "too-many-rows"),
        (";".join(["Mã"] * 61).encode(), "too-many-columns"),
    ],
)
def test_a_file_that_will_not_do_is_refused_as_a_whole(content: bytes, slug: str) -> None:
    assert refusal(content) == slug


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        ("hỏi đáp;gio;;;", [("title_vi", "needed"), ("body_vi", "needed"), ("source", "needed")]),
        ("hỏi đáp;Giờ mở;Hỏi;Đáp;Nguồn", [("code", "bad-code")]),
        ("hỏi đáp;;Hỏi;Đáp;Nguồn", [("code", "bad-code")]),
        (";gio;Hỏi;Đáp;Nguồn", [("kind", "unknown-kind")]),
        ("chuyện phiếm;gio;Hỏi;Đáp;Nguồn", [("kind", "unknown-kind")]),
        ("hỏi đáp;gio;Hỏi;Đáp;Nguồn;thừa", [("", "too-many-cells")]),
        (f"hỏi đáp;gio;Hỏi;{'x' * (LONG + 1)};Nguồn", [("body_vi", "too-long")]),
    ],
)
def test_each_row_is_told_what_is_wrong_with_it(row: str, faults: list[tuple[str, str]]) -> None:
    plan = planned(f"{HEADING}\n{ROW}\n{row}\n")
    assert [(each.number, each.verdict) for each in plan.rows] == [(2, Verdict.NEW), (3, Verdict.REFUSED)]
    assert [(each.field, each.slug) for each in plan.rows[1].faults] == faults


def test_one_refused_row_keeps_everything_out() -> None:
    entries, import_ = room()
    with pytest.raises(Rejected) as why:
        import_(read_sheets(f"{FILE}hỏi đáp;khac;;;\n".encode()), EDITOR)
    assert why.value.slug == "import-refused"
    assert why.value.details["plan"].count(Verdict.REFUSED) == 1
    assert entries.by_code == {}


def test_a_code_that_stands_twice_is_refused_both_times() -> None:
    plan = planned(f"{FILE}{ROW}\n")
    assert [[each.slug for each in row.faults] for row in plan.rows] == [["code-twice"], ["code-twice"]]


def test_importing_again_changes_nothing_and_a_change_makes_one_new_text() -> None:
    entries, import_ = room()
    import_(read_sheets(FILE.encode()), EDITOR)
    before = entries.find("gio-lam-viec")
    assert before.stage is Stage.DRAFT and before.history[0].did is Doing.IMPORTED
    again = import_(read_sheets(FILE.encode()), EDITOR)
    assert [each.verdict for each in again.rows] == [Verdict.UNCHANGED]
    assert entries.find("gio-lam-viec") == before
    changed = import_(read_sheets(FILE.replace("23 giờ", "22 giờ").encode()), EDITOR)
    assert [each.verdict for each in changed.rows] == [Verdict.CHANGED]
    assert entries.find("gio-lam-viec").revision == 2


def test_a_column_that_is_not_there_leaves_the_field_and_an_empty_cell_empties_it() -> None:
    entries, import_ = room()
    publish_all(knowledge_on(entries), thu_tuc=(Kind.PROCEDURE, PROCEDURE))
    import_(read_sheets("Loại,Mã,Thời hạn\nthủ tục,thu-tuc,Trong ngày\n".encode()), EDITOR)
    content = entries.find("thu-tuc").content
    assert (content["time_limit"], content["fee"]) == ("Trong ngày", PROCEDURE["fee"])
    import_(read_sheets('Loại,Mã,"Phí, lệ phí"\nthủ tục,thu-tuc,\n'.encode()), EDITOR)
    assert "fee" not in entries.find("thu-tuc").content


def test_an_entry_does_not_change_its_kind() -> None:
    entries, import_ = room()
    publish_all(knowledge_on(entries), gio_lam_viec=(Kind.EVENT, EVENT))
    (row,) = import_.preview(read_sheets(FILE.encode()), EDITOR).rows
    assert [each.slug for each in row.faults] == ["kind-differs"]


def test_operators_import_nothing() -> None:
    with pytest.raises(Rejected) as why:
        room()[1](read_sheets(FILE.encode()), OPERATOR)
    assert why.value.slug == "not-your-role"


def test_sheets_are_read_as_people_fill_them_in() -> None:
    content = book(
        ("Mã", "Tên", "Nội dung", "Nguồn", "Từ ngày"),
        ("le-hoi", "Lễ hội", "Một lễ hội.", "Bản mẫu", date(2026, 12, 20)),
        (None, None),
        ("le-hoi-2", 2026, "Hai.", "Bản mẫu", "21/12/2026"),
        title="Sự kiện",  # the sheet says the kind
    )
    plan = planned(content)
    assert [(each.number, each.verdict) for each in plan.rows] == [(2, Verdict.NEW), (4, Verdict.NEW)]
    assert plan.rows[0].change.after.content["from_day"] == "2026-12-20"
    assert plan.rows[1].title == "2026"


def test_formulas_are_not_evaluated_and_codes_are_no_numbers() -> None:
    content = book(
        ("Mã", "Câu hỏi", "Trả lời", "Nguồn"),
        (1.00089, "Một", "=1+1", "Bản mẫu"),
        ("hai", "Hai", "Hai", "Bản mẫu", None, "ngoài cột"),
        title="hoi dap",
    )
    rows = planned(content).rows
    assert [sorted((each.field, each.slug) for each in row.faults) for row in rows] == [
        [("body_vi", "formula"), ("code", "code-is-number")],
        [("", "too-many-cells")],
    ]


def test_a_file_that_would_swell_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", bytes(300 * 1024 * 1024))
    assert refusal(out.getvalue()) == "unknown-file-kind"


def test_entities_of_xml_are_not_expanded() -> None:
    good, out = book(("Mã", "Câu hỏi"), ("mot", "Một")), io.BytesIO()
    bomb = '<!DOCTYPE x [<!ENTITY a "{}">{}]>'.format("x" * 50, '<!ENTITY b "&a;&a;">')
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                text = text.replace(b"<worksheet", f"{bomb}<worksheet".encode(), 1).replace(b"<v>0</v>", b"<v>&b;</v>")
            new.writestr(name, text)
    assert refusal(out.getvalue()) == "unreadable-file"


TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40)


@st.composite
def faq_rows(draw: st.DrawFn) -> list[list[str]]:
    """Rows of a sheet of questions, with whatever people type into a title and an answer."""
    codes = draw(st.lists(st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True), min_size=1, max_size=5, unique=True))
    rows = []
    for code in codes:
        title, body = (visible(draw(TEXT)).strip() or "x" for _ in range(2))
        cells = {"title_vi": title, "body_vi": f"{body}\n= {body}", "source": "'Nguồn"}
        rows.append(["hỏi đáp", code, *(cells.get(each.name, "") for each in FIELDS[Kind.FAQ])])
    return rows


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(faq_rows(), st.sampled_from([write_csv, lambda sheet: write_xlsx([sheet])]))
def test_what_is_exported_comes_in_again_unchanged(rows: list[list[str]], write: object) -> None:
    entries, import_ = room()
    sheet = Sheet("hỏi đáp", heading_of(Kind.FAQ), [Line(number, row) for number, row in enumerate(rows, 2)])
    import_([sheet], EDITOR)
    (exported,) = ExportEntries(entries)()
    again = import_(read_sheets(write(exported)), EDITOR)  # type: ignore[operator]
    assert again.count(Verdict.UNCHANGED) == len(rows), [each for row in again.rows for each in row.faults]


def test_every_kind_goes_out_and_comes_in_again() -> None:
    entries, import_ = room()
    knowledge = knowledge_on(entries)
    publish_all(knowledge, gio=(Kind.FAQ, FAQ), hoi=(Kind.EVENT, EVENT))
    knowledge.edit.create(BIRTH, Kind.PROCEDURE, PROCEDURE, EDITOR)
    sheets = ExportEntries(entries)()
    plan = import_(read_sheets(write_xlsx(sheets, guide=["Không phải dữ liệu"])), EDITOR)
    assert plan.count(Verdict.UNCHANGED) == 3
    for sheet in sheets:
        assert import_(read_sheets(write_csv(sheet)), EDITOR).count(Verdict.UNCHANGED) == 1


def test_the_template_has_every_column_and_no_row() -> None:
    for sheet in read_sheets(write_xlsx(ExportEntries(MemoryKnowledge()).empty(), guide=["Đọc trước"])):
        assert sheet.lines == [] and len(sheet.heading) > 8


def test_nothing_that_is_exported_is_run_by_a_sheet() -> None:
    entries, import_ = room()
    import_(read_sheets(FILE.replace("Tổng đài làm", "=HYPERLINK(1) làm").encode()), EDITOR)
    (sheet,) = ExportEntries(entries)()
    assert "'=HYPERLINK" in write_csv(sheet).decode("utf-8-sig")
    (read,) = read_sheets(write_xlsx([sheet]))
    assert not read.lines[0].wrong


@pytest.mark.parametrize("file", sorted(Path("deploy/data/gialai/knowledge").glob("*.csv")), ids=lambda each: each.name)
def test_the_provinces_files_are_good(file: Path) -> None:
    plan = planned(file.read_bytes())
    assert plan.is_good, [(each.number, wrong.vi) for each in plan.rows for wrong in each.faults]
    assert all(each.change.after.content["source"] for each in plan.rows)
