"""The composition of the block list at the desk."""

from __future__ import annotations

from services.kit.settings import CommonSettings
from services.routing.adapters.http_blocks import HttpBlocks
from services.routing.adapters.http_hotline import HttpHotline
from services.routing.settings import RoutingSettings
from services.routing.usecases.blocking import BlockList


def build_blocks(settings: CommonSettings) -> BlockList | None:
    """Return the hotline service's list; commands, which have common settings only, have one of their own."""
    if not isinstance(settings, RoutingSettings):
        return None
    own = settings.hotline
    return HttpBlocks(HttpHotline(own.url, settings.desk_key, own.seconds))
