"""The composition of the editors' pages."""

from __future__ import annotations

from services.kit.settings import CommonSettings
from services.routing.adapters.http_publications import HttpPublications
from services.routing.settings import RoutingSettings
from services.routing.usecases.publications import Publications


def build_publications(settings: CommonSettings) -> Publications | None:
    """Return the portal's editors' desk; commands have nothing to do with it."""
    if not isinstance(settings, RoutingSettings):
        return None
    own = settings.publish
    return HttpPublications(own.url, settings.desk_key, own.seconds)
