"""What an editor may change in what the public reads: hide more, and show again what was hidden for nothing."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from services.publish.domain.case import Announcement, Case, EditorialAct, Received, Text
from services.publish.domain.folding import view
from services.publish.domain.marks import ACCOUNT, EMAIL, IDENTITY, MARK, OTHER, PHONE
from services.publish.domain.policy import PUBLISHED
from services.publish.domain.redaction import Span, rendered

TITLE, TEXT, ADDRESS, ANSWER = "title", "text", "address", "answer"
PARTS = (TITLE, TEXT, ADDRESS, ANSWER)
HID, SHOWED, LET_OUT, TOOK_OUT = "hid", "showed", "let-out", "took-out"
#: Whatever an editor thinks of it: these are somebody's, and show who.
_NEVER_SHOWN = frozenset({IDENTITY, ACCOUNT})
_MOBILE = re.compile(r"(?:0|84|0084)?0?[35789]\d{8}")
_OFFICE_MAIL = re.compile(r".*\.gov\.vn")


def version_of(case: Case) -> str:
    """Return what an editor has before them, in short: another answer or another editor's act makes it another."""
    answer = case.answer
    return hashlib.sha256(f"{answer.event if answer else ''}/{case.edition}".encode()).hexdigest()[:16]


def text_of(case: Case, part: str) -> Text | None:
    """Return one of the texts that the public reads."""
    if part == ANSWER:
        return case.answer.text if case.answer else None
    received = case.received
    return {TITLE: received.title, TEXT: received.text, ADDRESS: received.address}[part] if received else None


def with_text(case: Case, part: str, text: Text) -> Case:
    """Return the case with one of its texts replaced."""
    if part == ANSWER and case.answer:
        answer = replace(case.answer, text=text)
        return replace(case, answers={**case.answers, answer.event: answer})
    if case.received is None:
        raise ValueError("no words to replace")
    return replace(case, received=_with_words(case.received, part, text))


def _with_words(received: Received, part: str, text: Text) -> Received:
    if part == TITLE:
        return replace(received, title=text)
    return replace(received, text=text) if part == TEXT else replace(received, address=text)


def hide_words(text: Text, words: str) -> Text:
    """Hide every place where `words` stand, whatever their case and diacritics; the same text where they do not.

    While the original is kept, what is hidden there is remembered; afterwards the public text itself loses it.
    """
    source = unicodedata.normalize("NFC", text.public if text.original is None else text.original)
    folded = view(MARK.sub(lambda mark: "\x00" * len(mark.group()), source))
    found = [Span(*match.span(), OTHER) for match in _literally(words).finditer(folded)]
    if text.original is None:
        return Text(rendered(source, found).text) if found else text
    spans = _merged(text.spans, found)
    return text if spans == text.spans else Text(rendered(source, spans).text, text.original, spans)


def show_again(text: Text, start: int, end: int) -> Text:
    """Show the hidden part at that place again; the same text where nothing is hidden just there."""
    if text.original is None:
        return text
    spans = tuple(span for span in text.spans if (span.start, span.end) != (start, end))
    source = unicodedata.normalize("NFC", text.original)
    return text if spans == text.spans else Text(rendered(source, spans).text, text.original, spans)


def may_show(text: Text, start: int, end: int) -> bool:
    """Return whether the part may be shown to the public again.

    Never what the author gave as contact, nor papers, accounts and mobile numbers; of mail addresses an office's only.
    """
    span = next((each for each in text.spans if (each.start, each.end) == (start, end)), None)
    if span is None or span.own or span.kind in _NEVER_SHOWN:
        return False
    said = view(unicodedata.normalize("NFC", text.original or "")[start:end])
    if span.kind == PHONE:
        return not _MOBILE.fullmatch(re.sub(r"\D", "", said))
    return span.kind != EMAIL or bool(_OFFICE_MAIL.fullmatch(said))


def recorded(case: Case, act: EditorialAct) -> tuple[Case, Announcement | None]:
    """Note what an editor did. Where the public reads the case, what it reads now is announced as another decision."""
    case = replace(case, acts=(*case.acts, act), edition=case.edition + 1)
    answer = case.answer
    if answer is None or answer.state != PUBLISHED:
        return case, None
    answer = replace(answer, decisions=answer.decisions + 1)
    return replace(case, answers={**case.answers, answer.event: answer}), Announcement(answer, answer.decisions)


def _literally(words: str) -> re.Pattern[str]:
    folded = view(unicodedata.normalize("NFC", words)).split()
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, folded)) + r"(?!\w)")


def _merged(hidden: Sequence[Span], more: Iterable[Span]) -> tuple[Span, ...]:
    """Return all spans in order and apart; a new one takes in those that it touches, and is lost inside of one."""
    spans = list(hidden)
    for new in more:
        touched = [each for each in spans if each.start < new.end and new.start < each.end]
        if any(each.start <= new.start and new.end <= each.end for each in touched):
            continue
        edges = [(each.start, each.end) for each in (*touched, new)]
        own = any(each.own for each in touched)
        whole = Span(min(start for start, _ in edges), max(end for _, end in edges), new.kind, own)
        spans = [each for each in spans if each not in touched] + [whole]
    return tuple(sorted(spans, key=lambda each: each.start))
