"""A mailbox over IMAP, with IDLE where the server has it. Works under eventlet, where `select.poll` is missing."""

from __future__ import annotations

import imaplib
import select
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any

from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox
from imap_tools.utils import encode_folder

from services.intake.adapters.imap_server import ImapServer
from services.intake.usecases.mail_ports import MailboxAway, Place, RawMail
from services.kit.logs import log

BROKEN = (OSError, imaplib.IMAP4.error, ImapToolsError, EOFError)
#: Set on what is taken, for what cannot be moved; people who look into the mailbox mark mails as read, too.
TAKEN = "Hotline1022Taken"
#: RFC 2177: servers may hang up after 30 minutes of IDLE.
LONGEST_IDLE = 25 * 60.0
MOST_WAITING = 500


class ImapMailbox:
    """One folder. `timeout` (seconds) is for each answer of the server.

    Of a mail larger than `most_bytes` the end is left out.
    """

    def __init__(
        self,
        server: ImapServer,
        *,
        timeout: float = 20.0,
        most_bytes: int = 40_000_000,
        idle: bool = True,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._server = server
        self._timeout = timeout
        self._most = most_bytes
        self._wants_idle = idle
        self._monotonic = monotonic
        self._sleep = sleep
        self._box: BaseMailBox | None = None
        self._validity = 0
        self._capabilities: frozenset[str] = frozenset()
        self._keywords = False
        self._idle_since: float | None = None
        self._made: set[str] = set()

    def open(self) -> None:
        """Connect, log in, choose the folder, unless that is done."""
        if self._box is None:
            with _translated():
                self._box = self._server.connected(self._timeout)
                try:
                    self._enter(self._box)
                except BaseException:
                    self.close()
                    raise

    def waiting(self, later: Collection[Place] = ()) -> list[Place]:
        """Return the oldest of the mails that are not marked as taken; whether somebody has read them means nothing.

        Those of `later` do not count among the oldest: however many wait, the others have their turn.
        """
        criteria = f"UNKEYWORD {TAKEN} UNDELETED" if self._keywords else "UNDELETED"
        with self._commanding() as box:
            box.client.noop()
            _announced(box)
            uids = sorted(map(int, box.uids(criteria, charset=None)))
        found = (Place(self._validity, uid) for uid in uids)
        return list(islice((place for place in found if place not in later), MOST_WAITING))

    def fetch(self, place: Place) -> RawMail | None:
        """Return a mail without marking it as read."""
        with self._commanding() as box:
            if place.validity != self._validity:
                return None
            size = _size(_answer(box.client.uid("FETCH", str(place.uid), "(RFC822.SIZE)")))
            what = "BODY.PEEK[]" if size <= self._most else f"BODY.PEEK[]<0.{self._most}>"
            content = _literal(_answer(box.client.uid("FETCH", str(place.uid), f"({what})")))
        return None if content is None else RawMail(content, cut=size > self._most)

    def put_away(self, place: Place, folder: str) -> None:
        """Mark as read and move. What a server refuses to move, over its quota say, stays, marked as taken."""
        with self._commanding() as box:
            if place.validity != self._validity:
                return
            uid = str(place.uid)
            box.client.uid("STORE", uid, "+FLAGS.SILENT", "(\\Seen)")
            if not self._moved(box, uid, folder):
                log.warning("mail not moved", folder=folder)
                if self._keywords:
                    box.client.uid("STORE", uid, "+FLAGS.SILENT", f"({TAKEN})")

    def wait(self, seconds: float) -> bool:
        """Wait inside IDLE, or just wait where the server has none: then looking now and then must do."""
        if not (self._wants_idle and "IDLE" in self._capabilities):
            self._sleep(seconds)
            return False
        with _translated():
            box = self._entered()
            if self._idle_since is None:
                # The server tells of a mail once: what it told beside another answer, it does not tell in IDLE again.
                if _announced(box):
                    return True
                box.idle.start()  # type: ignore[no-untyped-call]
                self._idle_since = self._monotonic()
                if self._heard_already(box):
                    return True
            readable = select.select([box.client.sock], [], [], seconds)[0]
            return bool(readable) or self._monotonic() - self._idle_since > LONGEST_IDLE

    def close(self) -> None:
        """Hang up, without waiting for goodbyes."""
        box, self._box, self._idle_since = self._box, None, None
        if box is not None:
            with suppress(*BROKEN, AttributeError):
                box.client.send(b"DONE\r\nX LOGOUT\r\n" if self._idle_since else b"X LOGOUT\r\n")
            with suppress(*BROKEN, AttributeError):
                box.client.shutdown()

    def _enter(self, box: BaseMailBox) -> None:
        box.login(self._server.user, self._server.password, initial_folder=None)
        # Servers tell more once they know who is there.
        said = _answer(box.client.capability())
        words = b" ".join(part for part in said if isinstance(part, bytes)).decode("ascii", "replace")
        self._capabilities = frozenset(words.upper().split())
        box.folder.set(self._server.folder)
        self._validity = int(_untagged(box, "UIDVALIDITY") or 0)
        self._keywords = "\\*" in _untagged(box, "PERMANENTFLAGS")

    def _entered(self) -> BaseMailBox:
        if self._box is None:
            raise MailboxAway("not open")
        return self._box

    @contextmanager
    def _commanding(self) -> Iterator[BaseMailBox]:
        """Give the connection out of IDLE."""
        with _translated():
            box = self._entered()
            if self._idle_since is not None:
                self._idle_since = None
                box.idle.stop()  # type: ignore[no-untyped-call]
            yield box

    def _heard_already(self, box: BaseMailBox) -> bool:
        """What came in one packet with the server's "+ idling" is in the buffer, where `select` does not see it."""
        box.client.sock.settimeout(0)
        try:
            return bool(box.client._get_line())  # noqa: SLF001 - as imap-tools does; imaplib knows no IDLE before 3.14
        except (OSError, imaplib.IMAP4.abort):
            return False
        finally:
            box.client.sock.settimeout(self._timeout)

    def _moved(self, box: BaseMailBox, uid: str, folder: str) -> bool:
        """Move by MOVE (RFC 6851), else copy and mark as deleted; only where UIDPLUS is, remove this one mail alone."""
        target = encode_folder(folder).decode("ascii")
        if folder not in self._made:
            box.client._simple_command("CREATE", target)  # noqa: SLF001 - it mostly exists; moving tells
            self._made.add(folder)
        if "MOVE" in self._capabilities:
            return bool(box.client.uid("MOVE", uid, target)[0] == "OK")
        if box.client.uid("COPY", uid, target)[0] != "OK":
            return False
        box.client.uid("STORE", uid, "+FLAGS.SILENT", "(\\Deleted)")
        if "UIDPLUS" in self._capabilities:
            box.client.uid("EXPUNGE", uid)
        return True


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        # The server's words may hold an address.
        raise MailboxAway(type(error).__name__) from error


def _answer(response: tuple[str, list[Any]]) -> list[Any]:
    if response[0] != "OK":
        raise imaplib.IMAP4.error(f"answered {response[0]}")
    return response[1]


def _untagged(box: BaseMailBox, name: str) -> str:
    data = box.client.untagged_responses.get(name) or [b""]
    return b" ".join(part for part in data if isinstance(part, bytes)).decode("ascii", "replace")


def _announced(box: BaseMailBox) -> bool:
    """Return whether the server has told of new mails since this was last asked."""
    return box.client.untagged_responses.pop("EXISTS", None) is not None


def _size(data: list[Any]) -> int:
    words = b" ".join(part for part in data if isinstance(part, bytes)).upper()
    _, _, after = words.partition(b"RFC822.SIZE ")
    digits = after.split(b")")[0].split(b" ")[0]
    return int(digits) if digits.isdigit() else 0


def _literal(data: list[Any]) -> bytes | None:
    return next((bytes(part[1]) for part in data if isinstance(part, tuple) and len(part) > 1), None)
