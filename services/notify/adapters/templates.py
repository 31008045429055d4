"""Message texts: the words in force for each piece of news, in the frame of their channel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from services.kit import own_links
from services.kit.events import CaseWithdrawn, Event
from services.kit.logs import log
from services.kit.text import nfc
from services.notify.adapters.default_words import read_words
from services.notify.adapters.frames import Frames
from services.notify.domain.addressee import Addressee
from services.notify.domain.merging import rank
from services.notify.domain.wording import cut
from services.notify.domain.words.occasions import CHAT_WORDS, LANGUAGES, MAIL_WORDS, OCCASIONS, SMS_WORDS, kind_of
from services.notify.domain.words.say import News, say
from services.notify.domain.words.template import CannotSay
from services.notify.domain.words.unit import Place, Texts
from services.notify.usecases.metrics import WORDS_FAILED
from services.notify.usecases.wordings.facts import facts_of, occasion_of
from services.notify.usecases.wordings.ports import Tried

DEFAULT_LANGUAGE = "vi"
#: What Zalo and Facebook take in one message.
CHAT_LENGTH = 2_000
#: Between several pieces of news.
BETWEEN = {MAIL_WORDS: "\n\n* * *\n\n", CHAT_WORDS: "\n\n"}
Changed = Callable[[], Mapping[Place, Texts]]


@dataclass(frozen=True, slots=True)
class OwnLinks:
    """By what key links to a citizen's own case are signed, and for how long since the event; no key, no such links."""

    key: str = field(default="", repr=False)
    good_for: timedelta = timedelta(days=60)


NO_LINKS = OwnLinks()


class Templates:
    """The words that people put in force, and the program's own where they changed nothing or theirs cannot be said.

    `public_url` is the portal's address, `hotline` the name and telephone number at the end of each message, `changed`
    the words in force by place, `links` how one's own case is opened.
    """

    def __init__(
        self,
        *,
        public_url: str,
        hotline_name: str,
        hotline_phone: str,
        changed: Changed | None = None,
        links: OwnLinks = NO_LINKS,
    ) -> None:
        self._base = public_url.rstrip("/")
        self._hotline = {"tong_dai": hotline_name, "dien_thoai": hotline_phone}
        self._frames = Frames({"hotline_name": hotline_name, "hotline_phone": hotline_phone})
        self._changed: Changed = changed or dict
        self._links = links
        self.defaults = read_words()

    def knows(self, type_: str) -> bool:
        """Return whether there is something to say about events of this type."""
        return type_ in OCCASIONS

    def render(self, channel: str, language: str, events: Sequence[Event], citizen: Addressee) -> tuple[str, str, str]:
        """Return subject (one line), plain text and HTML, in NFC; for all but mail, the text alone.

        Several events make one message; a text message tells the one that matters most.
        """
        spoken, kind = _spoken(language), kind_of(channel)
        main = max(events, key=lambda each: rank(each.type))
        if kind == SMS_WORDS:
            return "", self._in_force(kind, spoken, main, citizen).text, ""
        news = {each.id: self._in_force(kind, spoken, each, citizen) for each in events}
        link = self.link(main, citizen)
        return self._framed(kind, spoken, list(news.values()), news[main.id].title, citizen, link)

    def tried(self, kind: str, language: str, event: Event, citizen: Addressee, texts: Texts) -> Tried:
        """Return the message as `render` would with these words, uncut. Raises CannotSay."""
        news = self._said(kind, language, event, citizen, texts)
        whole = "", news.text, ""
        if kind != SMS_WORDS:
            whole = self._framed(kind, language, [news], news.title, citizen, self.link(event, citizen), longest=None)
        return Tried(*whole, title=news.title, said=news.text, missing=news.missing)

    def letter(self, language: str, text: str) -> str:
        """Return the HTML of a mail that says `text`, everything in it escaped."""
        return nfc(self._frames.around("letter.html", _spoken(language), text=text))

    def facts(self, event: Event, citizen: Addressee, language: str) -> dict[str, str]:
        """Return what variables are filled with."""
        return {**facts_of(event, citizen, language), **self._hotline, "link": self.link(event, citizen)}

    def link(self, event: Event, citizen: Addressee) -> str:
        """Return the address of the citizen's own page: for some time since the event without asking for digits, where
        links are signed and the case has not been taken back, otherwise by code and digits. As long either way, and
        the same whenever the message is made again.
        """
        if not self._links.key or isinstance(event.data, CaseWithdrawn):
            return f"{self._base}/tra-cuu?{urlencode({'code': citizen.code})}"
        until = event.time + self._links.good_for
        return f"{self._base}/t/{own_links.token(citizen.code, self._links.key, own_links.LOOK, until)}"

    def _in_force(self, kind: str, language: str, event: Event, citizen: Addressee) -> News:
        """Return what is said with the words in force; the citizen is told, whatever is wrong with these."""
        place = Place(occasion_of(event).slug, kind)
        changed = self._changed().get(place)
        if changed is not None:
            try:
                return _whole(self._said(kind, language, event, citizen, changed))
            except Exception as error:  # noqa: BLE001 - nothing that people typed may keep a message from being sent
                log.error("words failed, the program's own are used", place=str(place), error=type(error).__name__)
                WORDS_FAILED.labels(place.occasion, kind, language).inc()
        return self._said(kind, language, event, citizen, self.defaults[place])

    def _said(self, kind: str, language: str, event: Event, citizen: Addressee, texts: Texts) -> News:
        return say(occasion_of(event), kind, texts[language], self.facts(event, citizen, language))

    def _framed(
        self,
        kind: str,
        language: str,
        told: Sequence[News],
        title: str,
        citizen: Addressee,
        link: str,
        longest: int | None = CHAT_LENGTH,
    ) -> tuple[str, str, str]:
        facts = {"citizen": citizen, "link": link}
        text = BETWEEN[kind].join(each.text for each in told)
        if kind == CHAT_WORDS:
            whole = nfc(self._frames.around("frame.chat", language, news=text, **facts)).strip()
            return "", cut(whole, longest) if longest else whole, ""
        subject = f"[1022-{citizen.code}] {title}"
        plain = self._frames.around("frame.txt", language, news=text, **facts)
        html = self._frames.around("frame.html", language, told=told, title=title, **facts)
        return nfc(subject), nfc(plain), nfc(html)


def _whole(news: News) -> News:
    """Return it. Raises CannotSay where it leaves out what citizens need."""
    if news.missing or not news.text:
        raise CannotSay("left out")
    return news


def _spoken(language: str) -> str:
    return language if language in LANGUAGES else DEFAULT_LANGUAGE
