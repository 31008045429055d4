"""Bytes become the letters that were meant, whatever the label says; what was right stays as it was."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.mail.charsets import decoded
from services.intake.domain.mail.mending import mended
from services.intake.domain.mail.syllables import is_syllable
from tests.unit.intake.mail.old_typewriters import tcvn, vni, windows_1258

TEXT = "Đèn đường hỏng trước số 12 Hùng Vương, phường Pleiku. Ngõ tối, rất dễ ngã; kính mong sửa gấp!"
#: Syllables with every vowel and every tone.
SYLLABLES = list(
    filter(
        None,
        re.split(
            r"\s+",
            """
    nghiêng đường quyết khuỷu thuở giặt gìn ngoằn ngoèo quẩy xoáy hươu rượu yểng uỵch ẵm ễnh ỷ ỡm ẩn ước ợ ĩ ỉ
    Đặng Nguyễn Huỳnh Thị Ủy ban Ổ gà bể vỡ Ẩm ướt lũ lụt cầu gãy bão số bảy nghẽn cống ngập úng rác thải bốc mùi
""",
        ),
    )
)
#: A single syllable of an old encoding may look like another one by chance; nobody writes the same one over and over.
texts = st.lists(st.sampled_from(SYLLABLES), min_size=8, max_size=30, unique=True).map(" ".join)


@pytest.mark.parametrize(
    "label", [None, "utf-8", "iso-8859-1", "us-ascii", "windows-1252", "windows-1258", "x-unknown"]
)
@pytest.mark.parametrize("encode", [str.encode, windows_1258, tcvn, vni], ids=lambda each: each.__name__)
def test_vietnamese_is_read_rightly_under_any_label(encode, label):
    assert decoded(encode(TEXT), label) == TEXT


@pytest.mark.parametrize("encode", [windows_1258, tcvn, vni], ids=lambda each: each.__name__)
@given(text=texts)
def test_any_vietnamese_text_survives_the_old_encodings(encode, text):
    read = decoded(encode(text), "iso-8859-1")
    # The ABC fonts have no capitals with tones: which letter was one is nowhere in the bytes.
    assert (read.casefold() if encode is tcvn else read) == (text.casefold() if encode is tcvn else text)


@pytest.mark.parametrize("encode", [tcvn, vni], ids=lambda each: each.__name__)
def test_an_old_font_inside_unicode_is_read_too(encode):
    assert decoded(encode(TEXT).decode("windows-1252").encode(), "utf-8") == TEXT


@given(text=texts)
def test_good_vietnamese_is_never_touched(text):
    assert mended(text) == text
    assert mended(unicodedata.normalize("NFD", text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "café naïve résumé déjà vu",
        "Der Fluß ist größer, schöner und älter als früher",
        "El niño comió piñas en España; ¿qué pasó ayer?",
        "não são corações portugueses, só três irmãos",
        "à á ã è é ê ì í ò ó ô õ ù ú ý",
        "25 °C ± 2, 100 m² × 3, 1/2 = ½, £5, € 20 – §7",
        "Привет, мир! 你好，世界。 สวัสดี",
        "tiếng Việt có dấu và “ngoặc kép” – gạch ngang…",
        "Ông Lò Văn Ò",
        "",
    ],
)
def test_other_good_text_is_never_touched(text):
    assert mended(text) == text


@given(st.text(alphabet=st.characters(min_codepoint=0x1E00, max_codepoint=0x1EFF)))
def test_letters_that_only_unicode_has_are_only_normalised(text):
    assert mended(text) == unicodedata.normalize("NFC", text)


def test_what_was_decoded_by_the_wrong_table_is_put_right():
    wrong = "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
        for byte in TEXT.encode()
    )
    assert mended(wrong) == TEXT
    assert decoded(wrong.encode(), "utf-8") == TEXT


def test_a_paragraph_in_an_old_font_between_good_ones_is_mended_alone():
    good = "Kính gửi tổng đài, tôi chép lại văn bản cũ như sau, xin xem giúp vì sao không đọc được trên máy của tôi:"
    old = tcvn("ủy ban nhân dân phường đề nghị sửa đường").decode("windows-1252")
    assert mended(f"{good}\n\n{old}\n\n{good}").endswith(f"ủy ban nhân dân phường đề nghị sửa đường\n\n{good}")


def test_a_word_in_capitals_stays_in_capitals():
    assert mended("TH¤NG B¸O VÒ VIÖC") == "THÔNG BÁO VỀ VIỆC"


def test_a_broken_byte_does_not_spoil_the_rest():
    assert decoded(TEXT.encode() + b"\xff", "utf-8") == TEXT + "\ufffd"
    assert decoded(TEXT.encode()[1:], "utf-8")[1:] == TEXT[1:]


@pytest.mark.parametrize(
    ("data", "label", "text"),
    [
        ("Xin chào".encode("utf-16"), None, "Xin chào"),
        (b"\xef\xbb\xbfXin", "utf-8", "Xin"),
        ("日本語です".encode("iso-2022-jp"), "iso-2022-jp", "日本語です"),
        ("日本語の文章です".encode("shift_jis"), "shift_jis", "日本語の文章です"),
        (b"plain", "utf-8; format=flowed", "plain"),
        (b"plain", "base64", "plain"),  # a codec of Python's that is no charset
    ],
)
def test_labels_are_believed_where_nothing_speaks_against_them(data, label, text):
    assert decoded(data, label) == text


@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=20), st.sampled_from(["utf-7", "idna", "hz"])))
def test_any_bytes_under_any_label_are_some_text_in_nfc(data, label):
    text = decoded(data, label)
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("word", ["nghiêng", "quyết", "Đường", "giếng", "khuya", "gì", "huỳnh", "ĐẶNG"])
def test_syllables_are_known(word):
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["größer", "naïve", "straße", "ñöôøng", "kƯnhz", "xyz", "ấấ"])
def test_what_is_no_syllable_is_none(word):
    assert not is_syllable(word)
