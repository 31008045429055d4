"""Entries: what is written, what is wrong with it, who publishes it, and what an answer says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.routing.domain.knowledge import cells
from services.routing.domain.knowledge.checking import read_content, written_of
from services.routing.domain.knowledge.entry import Kind, Stage
from services.routing.domain.knowledge.fields import FIELDS
from services.routing.domain.policies import Actor
from tests.unit.routing.builders import NOON
from tests.unit.routing.knowledge.entries import (
    BIRTH,
    EDITOR,
    EVENT,
    FAQ,
    OPERATOR,
    PROCEDURE,
    SECOND,
    knowledge_on,
    publish_all,
)
from tests.unit.routing.knowledge.fakes import MemoryKnowledge

ALL = {Kind.PROCEDURE: PROCEDURE, Kind.FAQ: FAQ, Kind.EVENT: EVENT}


@pytest.mark.parametrize(
    ("kind", "changes", "faults"),
    [
        (Kind.PROCEDURE, {}, []),
        (Kind.PROCEDURE, {"level": "cấp xã"}, []),
        (Kind.PROCEDURE, {"level": "commune"}, []),
        (Kind.PROCEDURE, {"level": "thôn"}, [("level", "unknown-choice")]),
        (Kind.PROCEDURE, {"level": ""}, [("level", "needed")]),
        (Kind.PROCEDURE, {"title_vi": "  "}, [("title_vi", "needed")]),
        (Kind.PROCEDURE, {"title_vi": "x" * 401}, [("title_vi", "too-long")]),
        (Kind.PROCEDURE, {"days": "1,5"}, [("days", "bad-number")]),
        (Kind.PROCEDURE, {"days": "٣"}, [("days", "bad-number")]),  # digits of another script
        (Kind.PROCEDURE, {"papers": "Tờ khai | một"}, [("papers", "bad-copies")]),
        (Kind.PROCEDURE, {"papers": "| 1 | 1"}, [("papers", "bad-line")]),
        (Kind.PROCEDURE, {"papers": "a|1|1|b|c"}, [("papers", "bad-line")]),
        (Kind.PROCEDURE, {"papers": "\n".join(f"Giấy {n}" for n in range(61))}, [("papers", "too-many-lines")]),
        (Kind.PROCEDURE, {"ways": "đường chim bay"}, [("ways", "unknown-way")]),
        (Kind.PROCEDURE, {"ways": "trực tuyến | Cổng | javascript:alert(1)"}, [("ways", "bad-link")]),
        (Kind.PROCEDURE, {"source": ""}, [("source", "needed")]),
        (Kind.PROCEDURE, {"source_day": "31/02/2026"}, [("source_day", "bad-day")]),
        (Kind.PROCEDURE, {"valid_from": "02/01/2026", "valid_to": "01/01/2026"}, [("valid_to", "days-reversed")]),
        (Kind.PROCEDURE, {"agency": "khong-co"}, [("agency", "unknown-agency")]),
        (Kind.PROCEDURE, {"agency": "so-y-te"}, []),
        (Kind.FAQ, {"category": "khong-co"}, [("category", "unknown-category")]),
        (Kind.FAQ, {"links": "Trang | ftp://x"}, [("links", "bad-link")]),
        (Kind.EVENT, {"from_day": ""}, [("from_day", "needed")]),
        (Kind.EVENT, {"to_day": "19/12/2026"}, [("to_day", "days-reversed")]),
        (Kind.EVENT, {"area": "00000"}, [("area", "unknown-area")]),
        (Kind.EVENT, {"title_vi": "", "body_vi": ""}, [("title_vi", "needed"), ("body_vi", "needed")]),  # all at once
    ],
)
def test_what_is_wrong_with_an_entry_is_named_by_field(
    kind: Kind, changes: dict[str, str], faults: list[tuple[str, str]]
) -> None:
    read = knowledge_on(MemoryKnowledge()).edit.reading("ma-so", kind, {**ALL[kind], **changes})
    assert [(each.field, each.slug) for each in read.faults] == faults
    assert all(each.vi and each.en and each.vi != each.en for each in read.faults)


@pytest.mark.parametrize("code", ["", "Mã", "a b", "../x", "a..b", "-a", "A1", "x" * 61, "1.000001\n"])
def test_a_code_is_fit_for_an_address(code: str) -> None:
    read = knowledge_on(MemoryKnowledge()).edit.reading(code, Kind.FAQ, FAQ)
    assert [each.slug for each in read.faults] == ["bad-code"]


WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"), exclude_characters="|<>\"'"), max_size=30
)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "name": WORDS.map(lambda each: f"G {each}".strip()),
                "originals": st.integers(0, 99),
                "copies": st.integers(0, 99),
                "note": WORDS,
            }
        ),
        max_size=5,
    )
)
def test_papers_are_read_as_they_are_written(papers: list[dict[str, object]]) -> None:
    papers = cells.PAPERS.read(cells.PAPERS.shown(papers))  # one form of blanks
    assert cells.PAPERS.read(cells.PAPERS.shown(papers)) == papers


@given(st.dates())
def test_days_are_read_as_they_are_written(day: object) -> None:
    kept = day.isoformat()  # type: ignore[attr-defined]
    if kept[0] != "0":  # four digits, as people write them
        assert cells.DAY.read(cells.DAY.shown(kept)) == kept


@pytest.mark.parametrize("kind", list(ALL))
def test_an_entry_is_read_from_what_it_is_written_as(kind: Kind) -> None:
    content, wrong = read_content(kind, ALL[kind])
    assert not wrong
    assert read_content(kind, written_of(kind, content)) == (content, [])


def test_every_kind_has_a_title_and_says_where_it_is_from() -> None:
    for fields in FIELDS.values():
        assert {"title_vi", "source", "valid_from", "valid_to"} <= {each.name for each in fields}
        assert len({each.name for each in fields}) == len({each.heading for each in fields}) == len(fields)


def test_text_is_kept_in_nfc_without_what_nobody_sees() -> None:
    knowledge = knowledge_on(MemoryKnowledge())
    written = {**FAQ, "title_vi": "Giờ la\u0300m\u202e vi\u00ea\u0323c?", "body_vi": "Một\r\nHai\u200b"}
    entry = knowledge.edit.create("gio", Kind.FAQ, written, EDITOR)
    assert entry.title == "Giờ làm việc?"
    assert entry.content["body_vi"] == "Một\nHai"


def test_whoever_wrote_it_does_not_publish_it() -> None:
    knowledge = knowledge_on(MemoryKnowledge())
    made = knowledge.edit.create(BIRTH, Kind.PROCEDURE, PROCEDURE, EDITOR)
    refused(lambda: knowledge.publish.publish(BIRTH, made.version, EDITOR), "four-eyes")
    live = knowledge.publish.publish(BIRTH, made.version, SECOND)
    refused(lambda: knowledge.publish.publish(BIRTH, live.version, EDITOR), "already-published")
    edited = knowledge.edit.change(BIRTH, live.version, {**PROCEDURE, "fee": "Không"}, SECOND)
    refused(lambda: knowledge.publish.publish(BIRTH, edited.version, SECOND), "four-eyes")
    assert knowledge.publish.publish(BIRTH, edited.version, EDITOR).live["fee"] == "Không"


def test_while_a_new_text_is_written_the_public_reads_the_old_one() -> None:
    knowledge = knowledge_on(MemoryKnowledge())
    publish_all(knowledge, khai_sinh=(Kind.PROCEDURE, PROCEDURE))
    entry = knowledge.find.one("khai-sinh")
    entry = knowledge.edit.change("khai-sinh", entry.version, {**PROCEDURE, "fee": "Sai"}, EDITOR)
    assert entry.stage is Stage.PUBLISHED and entry.waits
    assert entry.live["fee"] == PROCEDURE["fee"]
    (offered,) = knowledge.find.offer("khai sinh")
    assert "Sai" not in offered.words


def test_what_is_withdrawn_is_gone_at_once_and_told() -> None:
    entries = MemoryKnowledge()
    knowledge = knowledge_on(entries)
    publish_all(knowledge, khai_sinh=(Kind.PROCEDURE, PROCEDURE))
    version = knowledge.find.one("khai-sinh").version
    gone = knowledge.publish.withdraw("khai-sinh", version, SECOND, "đã thay")
    assert knowledge.find.offer("khai sinh") == []
    assert [(each.data.live, bool(each.data.content)) for each in entries.told] == [(True, True), (False, False)]
    refused(lambda: knowledge.publish.withdraw("khai-sinh", gone.version, SECOND), "already-withdrawn")


def test_the_later_change_is_later_even_where_clocks_go_back() -> None:
    entries, clock = MemoryKnowledge(), FixedClock(NOON)
    knowledge = knowledge_on(entries, clock)
    publish_all(knowledge, khai_sinh=(Kind.PROCEDURE, PROCEDURE))
    clock.at = NOON - timedelta(hours=1)
    knowledge.publish.withdraw("khai-sinh", knowledge.find.one("khai-sinh").version, SECOND)
    first, second = (each.data.changed_at for each in entries.told)
    assert first < second


def test_the_same_words_make_no_new_text() -> None:
    entries = MemoryKnowledge()
    knowledge = knowledge_on(entries)
    made = knowledge.edit.create("gio", Kind.FAQ, FAQ, EDITOR)
    assert knowledge.edit.change("gio", made.version, dict(FAQ), SECOND) == made
    assert len(entries.revisions("gio")) == 1


@pytest.mark.parametrize("role", ["operator", "shift_lead", "agency_officer", "agency_leader", "leader"])
def test_only_those_who_look_after_it_change_it(role: str) -> None:
    knowledge, actor = knowledge_on(MemoryKnowledge()), Actor("desk:ai-do", None, role)
    made = knowledge.edit.create("gio", Kind.FAQ, FAQ, EDITOR)
    refused(lambda: knowledge.edit.create("khac", Kind.FAQ, FAQ, actor), "not-your-role")
    refused(lambda: knowledge.edit.change("gio", made.version, FAQ, actor), "not-your-role")
    refused(lambda: knowledge.publish.publish("gio", made.version, actor), "not-your-role")
    refused(lambda: knowledge.publish.withdraw("gio", made.version, actor), "not-your-role")


def test_a_whole_question_finds_what_it_is_about() -> None:
    knowledge = knowledge_on(MemoryKnowledge())
    publish_all(knowledge, khai_sinh=(Kind.PROCEDURE, PROCEDURE), gio=(Kind.FAQ, FAQ), hoi=(Kind.EVENT, EVENT))
    asked = "Chào anh chị, tôi muốn làm giấy khai sinh cho con thì cần giấy tờ gì ạ?"
    assert next(each.code for each in knowledge.find.offer(asked)) == "khai-sinh"
    assert knowledge.find.offer("") == []
    assert knowledge.find.offer("tôi muốn hỏi") == []


def test_what_is_not_valid_today_is_not_offered() -> None:
    knowledge = knowledge_on(MemoryKnowledge())
    over = {**PROCEDURE, "valid_to": "22/11/2026"}
    publish_all(knowledge, cu=(Kind.PROCEDURE, over), nay=(Kind.PROCEDURE, {**over, "valid_to": "23/11/2026"}))
    assert [each.code for each in knowledge.find.offer("khai sinh")] == ["nay"]


def test_an_answer_says_what_a_citizen_needs() -> None:
    knowledge = knowledge_on(MemoryKnowledge())
    publish_all(knowledge, khai_sinh=(Kind.PROCEDURE, PROCEDURE), hoi=(Kind.EVENT, EVENT), gio=(Kind.FAQ, FAQ))
    assert knowledge.find.offer("khai sinh")[0].words == (
        "Thủ tục: Đăng ký khai sinh (mẫu) (mã khai-sinh, cấp xã).\n"
        "Hồ sơ gồm:\n- Tờ khai đăng ký khai sinh: 1 bản chính\n- Giấy chứng sinh: 1 bản chính (do cơ sở y tế cấp)\n"
        "Cách nộp:\n- Trực tiếp: Bộ phận Một cửa\n"
        "- Trực tuyến: Cổng Dịch vụ công (https://dichvucong.example.org)\n"
        "Cơ quan thực hiện: Ủy ban nhân dân cấp xã.\n"
        "Phí, lệ phí: Miễn lệ phí nếu đúng hạn.\n"
        "Thời hạn: 1 ngày làm việc kể từ khi nhận đủ hồ sơ hợp lệ."
    )
    assert knowledge.find.offer("1022 giờ nào")[0].words == FAQ["body_vi"]
    assert "Thời gian: 20/12/2026 đến 22/12/2026." in knowledge.find.offer("cồng chiêng")[0].words


def test_operators_read_and_cannot_write() -> None:
    refused(lambda: knowledge_on(MemoryKnowledge()).edit.create("x", Kind.FAQ, FAQ, OPERATOR), "not-your-role")


def refused(act: object, slug: str) -> None:
    with pytest.raises(Rejected) as why:
        act()  # type: ignore[operator]
    assert why.value.slug == slug
