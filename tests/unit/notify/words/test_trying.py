"""What people type is tried before it is kept, and whatever is kept never keeps a citizen from being told."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prometheus_client import REGISTRY

from services.notify.adapters.templates import Templates
from services.notify.domain.sms.shorten import Style
from services.notify.domain.words.occasions import OCCASIONS, PARTS
from services.notify.domain.words.unit import Place, Texts
from services.notify.domain.words.variables import VARIABLES
from services.notify.usecases.wordings.samples import SIZES, samples
from services.notify.usecases.wordings.try_words import Trial, TryWords, tidy
from tests.unit.notify.builders import TEXTS

TRY = TryWords(TEXTS, Style())
PLACES = sorted(TEXTS.defaults, key=str)
MAIL, CHAT, SMS = (Place("case.received", kind) for kind in PARTS)
CHANNELS = {"email": ("email",), "chat": ("zalo", "facebook"), "sms": ("sms", "zns")}


def tried(place: Place, **vi: str) -> Trial:
    """Try other Vietnamese words than the program's own."""
    own = TEXTS.defaults[place]
    return TRY(place, {**own, "vi": {**own["vi"], **vi}})


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_the_programs_own_words_pass_and_are_kept_as_they_are(place: Place) -> None:
    trial = TRY(place, TEXTS.defaults[place])
    assert trial.problems == ()
    assert trial.texts == TEXTS.defaults[place]
    assert len(trial.shown) == 2 * len(SIZES)


@pytest.mark.parametrize(
    ("place", "words", "slug"),
    [
        (SMS, {"sms": ""}, "words-empty"),
        (SMS, {"sms": "1022: {ma}[[ {ma_tra_cuu}]] {link} {{ma}}"}, "words-brackets"),
        (SMS, {"sms": "1022: {ma}[[ {ma_tra_cuu}]] {link} {ten_co_quan}"}, "words-unknown-variable"),  # not yet known
        (SMS, {"sms": "1022: {ma} {ma_tra_cuu} {link}"}, "words-may-be-missing"),
        (SMS, {"sms": "1022: {ma} {link}"}, "words-left-out"),  # nobody can look it up without the digits
        (SMS, {"sms": "1022: {ma}[[ {ma_tra_cuu}]]"}, "words-left-out"),
        (SMS, {"sms": "1022: [[{ma} {ma_tra_cuu}]] {link}"}, "words-left-out"),  # the code must not go with the digits
        (SMS, {"sms": "{ma}[[ {ma_tra_cuu}]] {link} ខ្មែរ"}, "words-letters"),
        (SMS, {"sms": "[[{ma_tra_cuu}]] {link} " + "{ma} " * 30}, "words-too-many-parts"),
        (SMS, {"sms": "{ma}[[ {ma_tra_cuu}]] {link} " + "Xin chào " * 60}, "words-too-long"),
        (MAIL, {"subject": "Đã nhận <b>{loai}</b>"}, "words-markup"),
        (MAIL, {"letter": "<script>alert(1)</script>[[{ma_tra_cuu}]]"}, "words-markup"),
        (MAIL, {"letter": "Đã nhận.\n\n[[Bốn số:\n\n{ma_tra_cuu}]]"}, "words-brackets"),  # over two paragraphs
        (MAIL, {"letter": "[[{ma_tra_cuu}]]"}, "words-empty"),  # nothing is left where there are no digits
        (MAIL, {"subject": "[[{nguoi_dan}]]"}, "words-empty"),
        (CHAT, {"chat": "{ma}[[ {ma_tra_cuu}]] " + "{tieu_de} " * 60}, "words-too-long"),
    ],
)
def test_words_that_would_not_do_are_refused_and_it_is_said_where(
    place: Place, words: dict[str, str], slug: str
) -> None:
    found = tried(place, **words).problems
    assert {each.slug for each in found} == {slug}
    assert {(each.language, each.part) for each in found} == {("vi", next(iter(words)))}
    assert all(each.vi and each.en for each in found)


def test_an_answer_may_not_go_without_the_answer() -> None:
    [problem] = tried(Place("case.answered", "chat"), chat="{ten_co_quan} đã trả lời {ma}. {ket_qua}").problems
    assert (problem.slug, problem.variable) == ("words-left-out", "tra_loi")


def test_a_text_message_is_shown_as_the_network_gets_it_and_counted() -> None:
    [shown] = [
        each for each in tried(SMS, sms="Đã nhận {ma}.[[ Số {ma_tra_cuu}.]] {link}").shown if each.size == "bare"
    ][:1]
    assert shown.sms
    assert shown.sms.text.startswith("Da nhan 261123 482917 0. https://")
    assert (shown.sms.parts, shown.sms.units, shown.sms.unicode) == (1, len(shown.sms.text), False)


def test_what_is_kept_is_nfc_and_holds_nothing_unseen() -> None:
    typed = unicodedata.normalize("NFD", "Đã nhận\u200b  {ma}\u202e[[ {ma_tra_cuu}]]\n{link}")
    assert tidy(SMS, {"vi": {"sms": typed}})["vi"]["sms"] == "Đã nhận {ma}[[ {ma_tra_cuu}]] {link}"
    assert tidy(MAIL, {"vi": {"letter": "Một. \r\n\r\n\r\n\r\nHai.\r\nBa."}})["vi"]["letter"] == "Một.\n\nHai.\nBa."


typed_words = st.lists(
    st.one_of(
        st.sampled_from([f"{{{name}}}" for name in VARIABLES]),
        st.sampled_from(["[[", "]]", "\n\n", "\n", " ", "Xin chào", "<b>", "{", "}", "ế", "{Ma}"]),
        st.text(max_size=8),
    ),
    max_size=12,
).map("".join)


@settings(max_examples=150)
@given(st.sampled_from(PLACES), st.data())
def test_whatever_is_typed_is_refused_or_can_be_sent(place: Place, data: Any) -> None:
    typed = {language: {part: data.draw(typed_words) for part in PARTS[place.kind]} for language in ("vi", "en")}
    trial = TRY(place, typed)
    assert TRY(place, trial.texts).texts == trial.texts, "kept words are kept as they are"
    if not trial.problems:
        assert len(trial.shown) == 2 * len(SIZES)
    before = _failures()
    assert sent(place, trial.texts)
    assert trial.problems or _failures() == before, "what passed is never replaced by the program's own"


names = st.sampled_from(["vi", "en", "sms", "chat", "letter", "subject"])
leaves = st.none() | st.text(max_size=5) | st.integers()
anything = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(names, inner), max_leaves=6)


@settings(max_examples=60)
@given(st.sampled_from(PLACES), anything)
def test_whatever_stands_in_the_database_citizens_are_told(place: Place, stored: Any) -> None:
    assert sent(place, stored)


def test_words_that_fail_are_counted_and_the_programs_own_are_said() -> None:
    before = _failures()
    broken = {"vi": {"sms": "{mã} {khong_co}"}, "en": {"sms": ""}}
    assert all("261123 482917 0" in text for text in sent(SMS, broken))
    assert _failures() > before


def test_one_language_that_fails_leaves_the_other() -> None:
    mine = {"vi": {"sms": "Mã {ma}, số [[{ma_tra_cuu}]] {link}"}, "en": {"sms": "{"}}
    speaking = _speaking(SMS, mine)
    sample = samples("case.received")[0]
    assert speaking.render("sms", "vi", [sample.event], sample.citizen)[1].startswith("Mã 261123")
    assert speaking.render("sms", "en", [sample.event], sample.citizen)[1].startswith("1022: We have")


def sent(place: Place, stored: Texts) -> list[str]:
    """Return what citizens are sent with these words in force, by every channel, and make sure that it holds."""
    speaking, texts = _speaking(place, stored), []
    for sample in samples(place.occasion):
        for channel in CHANNELS[place.kind]:
            for language in ("vi", "en", "jrai"):
                subject, text, html = speaking.render(channel, language, [sample.event], sample.citizen)
                assert "261123 482917 0" in text
                assert unicodedata.is_normalized("NFC", text)
                assert "\n" not in subject
                assert channel != "zalo" or len(text) <= 2_000
                assert "<script" not in html
                texts.append(text)
    return texts


def _speaking(place: Place, stored: Any) -> Templates:
    speaking = Templates.__new__(Templates)
    speaking.__dict__ = {**TEXTS.__dict__, "_changed": lambda: {place: stored}}
    return speaking


def _failures() -> float:
    samples_ = (
        each for metric in REGISTRY.collect() if metric.name == "hotline_words_failed" for each in metric.samples
    )
    return sum(each.value for each in samples_ if each.name.endswith("_total"))


def test_every_occasion_has_samples_of_every_size() -> None:
    assert all([each.size for each in samples(slug)] == list(SIZES) for slug in OCCASIONS)
