"""What is hidden in Vietnamese text, and what is not."""

from __future__ import annotations

import unicodedata

import pytest

from services.publish.domain.marks import MARKS
from services.publish.domain.redaction import Redactor

AN = Redactor("Nguyễn Văn An", "+84905000001", "an.nguyen@example.org")
NOBODY = Redactor()

#: Text → what remains, with the kinds in short: <phone> stands for the mark of that kind.
HIDDEN = [
    # --- telephone numbers, as people write them
    ("Gọi tôi số 0905000001 nhé", "Gọi tôi số <phone> nhé"),
    ("Gọi 0905 000 001 hoặc 0905.000.002", "Gọi <phone> hoặc <phone>"),
    ("Zalo: 0905-000-001", "Zalo: <phone>"),
    ("ĐT +84 905 000 001.", "ĐT <phone>."),
    ("ĐT +84905000001, +84.905.000.001", "ĐT <phone>, <phone>"),
    ("Từ nước ngoài: 0084 905 000 001", "Từ nước ngoài: <phone>"),
    ("84905000001 là số của tôi", "<phone> là số của tôi"),
    ("(+84) 905 000 001", "<phone>"),
    ("+84 (0) 905 000 001", "<phone>"),
    ("Máy bàn (0269) 3 824 567", "Máy bàn <phone>"),
    ("Máy bàn 0269.3824567, 02693824567", "Máy bàn <phone>, <phone>"),
    ("Hà Nội: 024 3826 0001", "Hà Nội: <phone>"),
    ("số cũ 0168 800 0001", "số cũ <phone>"),
    ("số 09 05 00 00 01", "số <phone>"),
    ("số ０９０５０００００１", "số <phone>"),  # full-width digits
    ("số 0905​000​001", "số <phone>"),  # zero-width spaces
    ("điện thoại 3824567", "điện thoại <phone>"),  # without area code, but called a telephone
    ("Call +1 415 555 0100", "Call <phone>"),
    ("số không chín không năm, không không không, không không một", "số <phone>"),
    ("Gọi đồng chí Hùng 0905 000 001 đồng chí nhé", "Gọi đồng chí <name> <phone> đồng chí nhé"),
    # --- e-mail addresses
    ("Thư: binh.tran@example.org.", "Thư: <email>."),
    ("Thư: BINH_TRAN+1@Mail.Example.Org nhé", "Thư: <email> nhé"),
    ("binh (at) example.org", "<email>"),
    ("binh a còng example.org", "<email>"),
    ("0905000001@example.org", "<email>"),
    # --- identity papers
    ("CCCD 064123456789", "CCCD <identity>"),
    ("số 064 123 456 789", "số <identity>"),
    ("CMND số 230 456 789 cấp ngày 30/3/2021", "CMND số <identity> cấp ngày 30/3/2021"),
    ("cmnd: 230.456.789", "cmnd: <identity>"),
    ("230456789", "<identity>"),
    ("230 456 789 Hà Nội, 230456789 Đồng Nai", "<identity> Hà Nội, <identity> Đồng Nai"),  # no hectares, no money
    ("Hộ chiếu B1234567", "Hộ chiếu <identity>"),
    # --- accounts, plates, houses
    ("STK 1903 0000 1234 5678 Ngân hàng X", "STK <account> Ngân hàng X"),
    ("số tài khoản: 0123456789012", "số tài khoản: <account>"),
    ("xe 81A-123.45 vượt đèn đỏ", "xe <plate> vượt đèn đỏ"),
    ("xe máy 81B1 123.45 và 81-C1 1234", "xe máy <plate> và <plate>"),
    ("nhà tôi số 12/3 Lê Lợi", "<house> Lê Lợi"),
    ("Số nhà 45A Hùng Vương bị ngập", "<house> Hùng Vương bị ngập"),
    ("Địa chỉ: 45 Hùng Vương, Pleiku", "Địa chỉ: <house> Hùng Vương, Pleiku"),
    # --- the name given as contact: whole, in any case, with or without diacritics, shortened, turned round, joined
    ("Tôi là Nguyễn Văn An", "Tôi là <name>"),
    ("NGUYỄN VĂN AN kính đơn", "<name> kính đơn"),
    ("nguyen van an kinh don", "<name> kinh don"),
    ("Nguyen  Van\nAn", "<name>"),
    ("ông Văn An", "ông <name>"),
    ("N.V. An", "<name>"),
    ("Ng. V. An ký", "<name> ký"),
    ("nguyenvanan2026", "<name>2026"),
    ("Mr An Nguyen", "Mr <name>"),
    ("Chào anh An, chị An, bà an, chú AN", "Chào anh <name>, chị <name>, bà <name>, chú <name>"),
    # --- names with which others introduce themselves
    ("Tôi tên là Trần Thị Bé ở Chư Sê", "Tôi tên là <name> ở Chư Sê"),
    # --- third persons: after what they are called by, by their family name, and without capitals
    ("ông Lê Văn Thành và bà Năm cãi nhau", "ông <name> và bà <name> cãi nhau"),
    ("Chủ quán là Trần Thị Bé, chủ thầu Tuấn", "Chủ quán là <name>, chủ thầu <name>"),
    ("ong le van tam chiem dat, chi Hoa biet", "ong <name> chiem dat, chi <name> biet"),
    ("tôi thấy nguyễn văn bình chở cát", "tôi thấy <name> chở cát"),
    ("LÊ THỊ HỒNG kính đơn", "<name> kính đơn"),
    ("Già làng Rơ Mah Klăn, chị Ksor H'Bia", "Già làng <name>, chị <name>"),
    ("Họ và tên: Rơ Châm H'Lan", "Họ và tên: <name>"),
]

KEPT = [
    "Quyết định 192/QĐ-UBND ngày 30/3/2021 của Ủy ban nhân dân tỉnh",
    "Thông báo số 114/TB-VP ngày 22/10/2020, Công văn 687/STTTT-BCVT",
    "lệ phí 1.500.000 đồng, phạt 150.000.000đ, hỗ trợ 2 500 000 VNĐ, vốn 84.905.000.002 đồng",
    "Gọi (0269)1022, 0269 1022, (0269) 1022 hoặc +84 269 1022",
    "Khẩn cấp gọi 113, 114, 115, 112",
    "Tổng đài 1900 1234, 1800 1166",
    "Thư 1022@gialai.gov.vn",
    "Mã phản ánh 2611234829170, đọc là 261123 482917 0",
    "Hẹn lúc 19h30 ngày 03/08/2021, từ 07h00 đến 23h00",
    "Ngày 03.08.2021 19:30 và 03-08-2021",
    "Quốc lộ 14, km 1605+200, tỉnh lộ 664",
    "tiêu thụ 12 500 kWh, 1.250 m3 nước, 150 000 000 đồng",
    "Đường Nguyễn Văn Cừ và Nguyễn Văn Trỗi",
    "Ngã tư Phan Đình Phùng - Hoàng Văn Thụ, trường THCS Nguyễn Huệ, 48 Lê Duẩn",
    "duong tran hung dao, truong phan boi chau",
    "Bà con, anh em, Ông Táo, Chủ tịch Hồ Chí Minh, bà Rịa",
    "Hà Nội, Lâm Đồng, Thái Nguyên, Tết Đinh Mùi, Công ty Hoàng Anh Gia Lai",
    "vấn đề đang vận hành, lễ thi tốt nghiệp, tổ vận động",
    "an toàn giao thông, an ninh, bình an, toàn dân an cư",
    "Nghị định 61/2018/NĐ-CP, Luật 91/2025/QH15",
    "hẻm 45 Lê Lợi, tổ 5, thôn 3, xã Gào",
    "Đường 30/4 và đường 17/3",
    "năm 2020-2025, giai đoạn 2021 - 2030",
    "thửa đất số 123, tờ bản đồ số 45, diện tích 120,5 m2",
]

ADDRESSES = [
    ("123/4 Lê Lợi, phường Hội Phú", "<house> Lê Lợi, phường Hội Phú"),
    ("Số 12A Hùng Vương", "<house> Hùng Vương"),
    ("Số nhà 7, hẻm 45 Lê Lợi", "<house>, hẻm 45 Lê Lợi"),
    ("Hẻm 45 Lê Lợi, phường Pleiku", "Hẻm 45 Lê Lợi, phường Pleiku"),
    ("Đường 30/4, phường Pleiku", "Đường 30/4, phường Pleiku"),
    ("Tổ 5, thôn 3, xã Gào", "Tổ 5, thôn 3, xã Gào"),
    ("Km 5 Quốc lộ 14", "Km 5 Quốc lộ 14"),
    ("Trước cổng Trường tiểu học, 0905 000 001", "Trước cổng Trường tiểu học, <phone>"),
    ("Chung cư A, căn hộ 1205", "Chung cư A, <house>"),
]


def with_marks(text: str) -> str:
    for kind, mark in MARKS.items():
        text = text.replace(f"<{kind}>", mark)
    return text


@pytest.mark.parametrize(("text", "public"), HIDDEN)
def test_personal_data_is_replaced_by_a_mark(text: str, public: str) -> None:
    assert AN.text(text).text == with_marks(public)


@pytest.mark.parametrize("text", KEPT)
def test_what_is_nobodys_secret_stays(text: str) -> None:
    assert AN.text(text).text == text


@pytest.mark.parametrize(("text", "public"), ADDRESSES)
def test_an_address_loses_its_house_number_only(text: str, public: str) -> None:
    assert AN.address(text).text == with_marks(public)


def test_spans_say_where_in_the_original_something_was_hidden() -> None:
    text = "Anh An, 0905 000 001"
    spans = AN.text(text).spans
    assert [(text[span.start : span.end], span.kind) for span in spans] == [("An", "name"), ("0905 000 001", "phone")]


def test_decomposed_text_is_composed_and_cleaned_alike() -> None:
    text = unicodedata.normalize("NFD", "Tôi là Nguyễn Văn An, số 0905 000 001, ở Ủy ban xã Ia Đêr")
    assert AN.text(text).text == with_marks("Tôi là <name>, số <phone>, ở Ủy ban xã Ia Đêr")


def test_a_given_name_alone_is_a_word_like_any_other() -> None:
    assert NOBODY.text("Tỉnh An vui lòng chờ").text == "Tỉnh An vui lòng chờ"
    assert AN.text("An sinh xã hội").text == "An sinh xã hội"


def test_a_single_name_is_hidden_after_a_title() -> None:
    assert Redactor("Hoà").text("chào chị Hòa, bình hoa").text == with_marks("chào chị <name>, bình hoa")
