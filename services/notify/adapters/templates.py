"""Message texts from Jinja2 templates: `templates/<language>/<event type>.{subject,txt,html,chat,sms}.j2`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from services.kit.events import Event
from services.kit.text import nfc
from services.notify.domain.addressee import Addressee
from services.notify.domain.merging import rank
from services.notify.domain.message import CHATS, EMAIL
from services.notify.domain.wording import KINDS, OUTCOMES, cut, grouped, local_moment

FOLDER = Path(__file__).parent.parent / "templates"
LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"
PARTS = ("subject", "txt", "html", "chat", "sms")
#: What Zalo and Facebook take in one message.
CHAT_LENGTH = 2_000
DIVIDER = Markup('<hr style="border:0;border-top:1px solid #767676;margin:16px 0">')


class Templates:
    """Compiles every template at start; a text that uses an unknown fact raises instead of leaving a gap.

    `public_url` is the portal's address, `hotline` the name and telephone number at the end of each message.
    """

    def __init__(self, *, public_url: str, hotline_name: str, hotline_phone: str) -> None:
        self._base = public_url.rstrip("/")
        shared = {
            "hotline_name": hotline_name,
            "hotline_phone": hotline_phone,
            "tracking_link": self.tracking_link,
        }
        environments = {language: _environment(language, shared) for language in LANGUAGES}
        self._templates = {
            (language, name): environments[language].get_template(f"{name}.j2")
            for language in LANGUAGES
            for name in _names()
        }
        self._types = frozenset(_types())

    def knows(self, type_: str) -> bool:
        """Return whether there are templates for events of this type."""
        return type_ in self._types

    def render(self, channel: str, language: str, events: Sequence[Event], citizen: Addressee) -> tuple[str, str, str]:
        """Return subject (one line), plain text and HTML, in NFC; for all but mail, the text alone."""
        spoken = language if language in LANGUAGES else DEFAULT_LANGUAGE
        main = max(events, key=lambda each: rank(each.type))
        facts = {"event": main.data, "citizen": citizen}
        if channel == EMAIL:
            subject = self._templates[spoken, f"{main.type}.subject"].render(facts)
            text, html = (self._whole(part, spoken, events, main, citizen) for part in ("txt", "html"))
            return " ".join(nfc(subject).split()), nfc(text), nfc(html)
        if channel in CHATS:
            whole = self._whole("chat", spoken, events, main, citizen)
            return "", cut(nfc(whole).strip(), CHAT_LENGTH), ""
        return "", nfc(self._templates[spoken, f"{main.type}.sms"].render(facts)).strip(), ""

    def letter(self, language: str, text: str) -> str:
        """Return the HTML of a mail that says `text`, everything in it escaped."""
        spoken = language if language in LANGUAGES else DEFAULT_LANGUAGE
        return nfc(self._templates[spoken, "letter.html"].render(text=text))

    def _whole(self, part: str, language: str, events: Sequence[Event], main: Event, citizen: Addressee) -> str:
        """Return one part of a message: its template, or for several events what each has to say, in one frame."""
        if len(events) == 1:
            return self._templates[language, f"{main.type}.{part}"].render(event=main.data, citizen=citizen)
        parts = [self._block("news", part, language, each, citizen) for each in events]
        facts: dict[str, Any] = {"parts": parts, "citizen": citizen, "divider": DIVIDER}
        if part == "html":
            facts["title"] = self._block("title", part, language, main, citizen)
        return self._templates[language, f"merged.{part}"].render(facts)

    def _block(self, name: str, part: str, language: str, event: Event, citizen: Addressee) -> str:
        """Return what one block of a template says about an event."""
        template = self._templates[language, f"{event.type}.{part}"]
        context = template.new_context({"event": event.data, "citizen": citizen})
        text = "".join(template.blocks[name](context))
        return Markup(text) if part == "html" else text  # noqa: S704 - the template has escaped it

    def tracking_link(self, code: str) -> str:
        """Return the address of the page that asks for the code's four digits and shows how the case stands."""
        return f"{self._base}/tra-cuu?{urlencode({'code': code})}"


def paragraphs(text: str) -> Markup:
    """Return a citizen's or an agency's plain text as HTML paragraphs, everything in it escaped."""
    blocks = (block.strip() for block in text.replace("\r\n", "\n").split("\n\n"))
    return Markup("").join(
        Markup("<p>") + Markup("<br>").join(escape(line) for line in block.split("\n")) + Markup("</p>")
        for block in blocks
        if block
    )


def _types() -> list[str]:
    return sorted(path.name.removesuffix(".subject.j2") for path in (FOLDER / DEFAULT_LANGUAGE).glob("*.subject.j2"))


def _names() -> list[str]:
    """Return the names of a language's templates, without their ending; a part missing is found at start."""
    frames = ["letter.html", *(f"merged.{part}" for part in ("txt", "html", "chat"))]
    return frames + [f"{type_}.{part}" for type_ in _types() for part in PARTS]


def _environment(language: str, shared: Mapping[str, Any]) -> Environment:
    """Return what templates of a language know: its words for facts, and what all languages share."""
    environment = Environment(
        loader=FileSystemLoader([FOLDER / language, FOLDER]),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "grouped": grouped,
        "cut": cut,
        "paragraphs": paragraphs,
        "moment": lambda moment: local_moment(moment, language),
    }
    environment.globals |= {**shared, "outcomes": OUTCOMES[language], "kinds": KINDS[language]}
    return environment
