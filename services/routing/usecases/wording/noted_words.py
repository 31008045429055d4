"""Whatever is done with the words stands in the record of the desk too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.routing.domain.auditing import AuditEntry
from services.routing.usecases.auditing import Audit
from services.routing.usecases.wording.ports import Message, MessageWords, Texts, Trial, Words

#: More steps than anybody makes between two looks at the page.
MOST_NOTED = 50


@dataclass(frozen=True, slots=True)
class NotedWords:
    """Port `MessageWords`. The service that keeps the words keeps their history in the same write.

    Its steps are copied into the record under their own names whenever they are seen: a step that was not copied,
    because this process died after asking for it, is copied at the next look at its page.
    """

    words: MessageWords
    audit: Audit

    def all(self, account: str) -> Sequence[Message]:
        """Pass on."""
        return self.words.all(account)

    def find(self, account: str, occasion: str, kind: str) -> Words:
        """Note what is not noted yet."""
        return self._noted(self.words.find(account, occasion, kind))

    def try_words(self, account: str, occasion: str, kind: str, texts: Texts) -> Trial:
        """Pass on."""
        return self.words.try_words(account, occasion, kind, texts)

    def draft(self, account: str, occasion: str, kind: str, texts: Texts, version: int, note: str) -> Words:
        """Draft, and note it."""
        return self._noted(self.words.draft(account, occasion, kind, texts, version, note))

    def withdraw(self, account: str, occasion: str, kind: str, version: int) -> Words:
        """Withdraw, and note it."""
        return self._noted(self.words.withdraw(account, occasion, kind, version))

    def put_in_force(self, account: str, occasion: str, kind: str, version: int) -> Words:
        """Put in force, and note it."""
        return self._noted(self.words.put_in_force(account, occasion, kind, version))

    def bring_back(self, account: str, occasion: str, kind: str, version: int, *, to: str) -> Words:
        """Bring back, and note it."""
        return self._noted(self.words.bring_back(account, occasion, kind, version, to=to))

    def _noted(self, words: Words) -> Words:
        self.audit.note(entries(words))
        return words


def entries(words: Words) -> dict[str, AuditEntry]:
    """Return the latest steps as entries of the record, by names that are the same whenever they are copied."""
    about = f"{words.message.occasion}/{words.message.kind}"
    steps = list(enumerate(words.history, start=1))[-MOST_NOTED:]
    return {
        f"wording:{about}:{place}": AuditEntry(
            at=step.at, who=step.by, what=f"wording-{step.did}", about=about, note=step.note
        )
        for place, step in steps
    }
