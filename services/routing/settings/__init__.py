"""What routing needs to know from its environment."""

from __future__ import annotations

from dataclasses import dataclass, field

from environs import Env
from marshmallow.validate import Length, Range

from services.kit.dossiers.settings import DossierSettings, dossiers
from services.kit.settings import CommonSettings, common
from services.routing.settings.case import CaseSettings, case
from services.routing.settings.gateway import GatewaySettings, gateway
from services.routing.settings.hotline import HotlineSettings, hotline
from services.routing.settings.notify import NotifySettings, notify
from services.routing.settings.publish import PublishSettings, publish
from services.routing.settings.sign_in import SignInSettings, sign_in
from services.routing.settings.suggestion import SuggestionSettings, suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingSettings(CommonSettings):
    """`secret_key` signs the cookie that guards forms. `proxies` counts the trusted reverse proxies in front.

    `desk_key` is what the APIs of the hotline and of notify know the desk by; without it the desk can neither file
    calls nor change what citizens are sent.

    `files_url` is the intake site's public address and `files_key` what it checks links with; a link works for
    `files_days`. `forward_at_once` passes cases on outside the forwarding hours too, as in a crisis.
    """

    secret_key: str = field(repr=False)
    proxies: int
    files_url: str
    files_key: str = field(repr=False)
    files_days: float
    forward_at_once: bool
    case: CaseSettings = field(default_factory=CaseSettings)
    gateway: GatewaySettings = field(default_factory=GatewaySettings)
    sign_in: SignInSettings = field(default_factory=SignInSettings)
    desk_key: str = field(default="", repr=False)
    hotline: HotlineSettings = field(default_factory=HotlineSettings)
    notify: NotifySettings = field(default_factory=NotifySettings)
    publish: PublishSettings = field(default_factory=PublishSettings)
    suggestion: SuggestionSettings = field(default_factory=SuggestionSettings)
    dossiers: DossierSettings = field(default_factory=DossierSettings)


def load(env: Env) -> RoutingSettings:
    """Read the settings. Raises environs' errors, which the runner turns into one sentence."""
    return RoutingSettings(
        **common(env, "routing"),  # type: ignore[arg-type]
        secret_key=env.str("SECRET_KEY", validate=Length(min=16)),
        proxies=env.int("TRUSTED_PROXIES", 0, validate=Range(min=0)),
        files_url=env.str("INTAKE_WEB_URL", "http://127.0.0.1:8081").rstrip("/"),
        files_key=env.str("FILES_KEY", validate=Length(min=16)),
        files_days=env.float("FILES_LINK_DAYS", 30.0, validate=Range(min=0, min_inclusive=False)),
        forward_at_once=env.bool("FORWARD_AT_ONCE", False),
        case=case(env),
        gateway=gateway(env),
        sign_in=sign_in(env),
        desk_key=env.str("DESK_KEY", ""),
        hotline=hotline(env),
        notify=notify(env),
        publish=publish(env),
        suggestion=suggestion(env),
        dossiers=dossiers(env),
    )
