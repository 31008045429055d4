"""The composition of what citizens are sent, at the desk."""

from __future__ import annotations

from services.kit.settings import CommonSettings
from services.routing.adapters.http_words import HttpWords
from services.routing.settings import RoutingSettings
from services.routing.usecases.wording import MessageWords, NotedWords
from services.routing.wiring.sign_in import SignInStore


def build_wording(settings: CommonSettings, store: SignInStore | None) -> MessageWords | None:
    """Return the words of the service that sends them, noted in the record; commands have nothing to do with them."""
    if not isinstance(settings, RoutingSettings) or store is None:
        return None
    own = settings.notify
    return NotedWords(HttpWords(own.url, settings.desk_key, own.seconds), store.audit)
