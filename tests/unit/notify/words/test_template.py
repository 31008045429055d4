"""Words with variables: what they say, and that nothing typed or filled in means more than it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.words.template import CannotSay, Look, line, names_in, said, strays_in

FACTS = {"ma": "261123 482917 0", "tieu_de": "Đèn hỏng", "loai": "phản ánh", "ghi_chu": "", "tra_loi": "Một.\n\nHai."}
QUOTES = frozenset({"tra_loi", "ghi_chu"})


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("Mã {ma}.", "Mã 261123 482917 0."),
        ("{Loai} {ma}", "Phản ánh 261123 482917 0"),  # a capital begins a sentence
        ("Xong.[[ Ghi chú: {ghi_chu}.]] Cảm ơn.", "Xong. Cảm ơn."),  # nothing there, nothing said
        ("Xong.[[ Mã {ma}.]]", "Xong. Mã 261123 482917 0."),
        ("[[{ma} {ghi_chu}]]Xong", "Xong"),  # one that is missing takes the passage along
        ("[1022-x] {ma}", "[1022-x] 261123 482917 0"),  # single brackets mean nothing
        ("{tra_loi}", "Một. Hai."),  # a line stays a line
    ],
)
def test_a_line_says_its_facts(words: str, result: str) -> None:
    assert line(words, FACTS) == result


@pytest.mark.parametrize("words", ["{ten}", "{ma", "ma}", "[[ {ma}", "{ma}]]", "{}", "{{ma}}", "{% if %}", "{ma.code}"])
def test_what_cannot_be_said_is_not_said_with_a_gap(words: str) -> None:
    with pytest.raises(CannotSay):
        line(words, FACTS)


def test_paragraphs_look_as_what_they_hold() -> None:
    found = said("Về việc {ma}:\n\n{tieu_de}\n\n[[{ghi_chu}]]\n\n{tra_loi}\n\nHết {tra_loi}", FACTS, QUOTES)
    assert [each.look for each in found] == [Look.PLAIN, Look.TITLE, Look.QUOTE, Look.PLAIN]
    assert found[2].text == "Một.\n\nHai."


def test_a_line_that_is_left_out_leaves_no_empty_line() -> None:
    [paragraph] = said("Một.\n[[Ghi chú: {ghi_chu}]]\nHai.", FACTS)
    assert paragraph.text == "Một.\nHai."


def test_values_are_never_read_again() -> None:
    facts = {"ma": "{tieu_de}", "tieu_de": "[[{ma}]]"}
    assert line("{ma} {tieu_de}", facts) == "{tieu_de} [[{ma}]]"


@pytest.mark.parametrize(
    ("words", "strays"),
    [
        ("{ma} [[{ma}]]", 0),
        ("{ma", 1),
        ("[[a", 1),
        ("a]]", 1),
        ("[[a [[b]] c]]", 2),
        ("[[a\n\nb]]", 1),
        ("{{ ma }}", 4),
    ],
)
def test_brackets_that_do_not_belong_together_are_found(words: str, strays: int) -> None:
    assert len(strays_in(words)) == strays


def test_it_is_known_which_variables_may_go() -> None:
    assert sorted(names_in("{ma}[[ {Ghi_chu} {ma}]]")) == [("ghi_chu", True), ("ma", False), ("ma", True)]


@given(
    st.text(alphabet="ab {}[]\n_ế%<", max_size=60),
    st.dictionaries(st.sampled_from(sorted(FACTS)), st.text(max_size=20)),
)
def test_words_without_strays_and_with_known_variables_are_always_said(words: str, values: dict[str, str]) -> None:
    facts = {**FACTS, **values}
    sound = not strays_in(words) and all(name in facts for name, _ in names_in(words))
    try:
        said(words, facts, QUOTES)
    except CannotSay:
        assert not sound
