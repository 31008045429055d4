"""Names of files deceive neither people nor their computers."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.files.kinds import KINDS
from services.kit.files.names import MOST_NAME, clean_name, named_as, speaks_of_a_card


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("ảnh đèn.jpg", "ảnh đèn.jpg"),
        (unicodedata.normalize("NFD", "ảnh đèn.jpg"), "ảnh đèn.jpg"),  # macOS writes decomposed names
        (r"C:\Users\An\Desktop\don.docx", "don.docx"),
        ("../../etc/passwd", "passwd"),
        ("gpj.\u202eexe.jpg", "gpj.exe.jpg"),  # a mark that turns the direction of reading
        ("a\x00b\x1fc.txt", "abc.txt"),
        ("a\r\nSet-Cookie: x.txt", "a Set-Cookie_ x.txt"),
        ("a:b*c?.txt", "a_b_c_.txt"),
        ("...", "tep"),
        ("", "tep"),
        ("x" * 300 + ".jpeg", "x" * (MOST_NAME - 5) + ".jpeg"),
        ("x" * 300, "x" * MOST_NAME),
    ],
)
def test_a_name_is_cleaned(raw: str, clean: str) -> None:
    assert clean_name(raw) == clean


@given(st.text())
def test_cleaning_again_changes_nothing_more(raw: str) -> None:
    once = clean_name(raw)
    assert clean_name(once) == once
    assert 0 < len(once) <= MOST_NAME
    assert not set("/\\\r\n\0") & set(once)


@pytest.mark.parametrize(
    ("name", "media_type", "named"),
    [
        ("hoa-don.bat", "text/plain", "hoa-don.bat.txt"),
        ("ảnh.JPG", "image/jpeg", "ảnh.JPG"),
        ("ảnh.png", "image/jpeg", "ảnh.png.jpg"),
        ("jpg", "image/jpeg", "jpg.jpg"),  # an ending needs a name before it
    ],
)
def test_a_name_ends_as_its_content_is(name: str, media_type: str, named: str) -> None:
    assert named_as(name, KINDS[media_type]) == named


@pytest.mark.parametrize(
    "name",
    [
        *("CCCD mặt trước.jpg", "cmnd_1.png", "Căn cước công dân.jpg", "can-cuoc.jpeg", "CanCuoc2.jpg", "VNeID.png"),
        *("chứng minh thư.jpg", "hộ chiếu.jpg", "passport-scan.jpg", "my id card.png"),
        unicodedata.normalize("NFD", "căn cước.jpg"),
    ],
)
def test_a_name_that_speaks_of_a_card(name: str) -> None:
    assert speaks_of_a_card(name)


@pytest.mark.parametrize("name", ["IMG_20261130.jpg", "đèn hỏng.png", "ổ gà đường Hùng Vương.jpg", "cột điện.jpg"])
def test_a_name_that_speaks_of_something_else(name: str) -> None:
    assert not speaks_of_a_card(name)
