"""Tables on paper and by mail; without a mail server nothing is sent and nobody looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.reporting.adapters.exports.press import Press
from services.reporting.adapters.mailing.files import ExportedFiles
from services.reporting.adapters.mailing.mongo_sendings import MongoSendings
from services.reporting.adapters.mailing.mongo_subscriptions import MongoSubscriptions
from services.reporting.adapters.mailing.smtp_mailer import Server, SmtpMailer
from services.reporting.domain.printed import Letterhead
from services.reporting.settings import Settings
from services.reporting.usecases.mailing.send_due import SendDue
from services.reporting.usecases.make_table import MakesTables

AUTHORITY = "ỦY BAN NHÂN DÂN TỈNH"
UNIT = "TỔNG ĐÀI THÔNG TIN DỊCH VỤ CÔNG 1022"
Province = Callable[[], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Exporting:
    """`letterhead` tells who reports, `press` makes PDF, `send_reports` is a turn of mailing what is due."""

    letterhead: Callable[[], Letterhead]
    press: Press
    send_reports: Callable[[], bool]


def exporting(
    database: Database[Any] | None, make_table: MakesTables, province: Province, clock: Clock, settings: Settings
) -> Exporting:
    """Wire it."""
    head, press = _letterhead(settings, province), Press()
    if database is None or not settings.smtp_url:
        return Exporting(head, press, lambda: False)
    sendings = MongoSendings(database)
    sendings.ensure_indexes()
    mailer = SmtpMailer(Server.parse(settings.smtp_url), settings.mail_from, settings.smtp_timeout_seconds)
    files = ExportedFiles(head, press)
    send = SendDue(MongoSubscriptions(database), sendings, make_table, files, mailer, clock, settings.cut)
    return Exporting(head, press, lambda: send() < 0)  # what was due is done: there is never more at once


def _letterhead(settings: Settings, province: Province) -> Callable[[], Letterhead]:
    """Return what tells the letterhead: as the settings say, else with the province's name."""

    def found() -> Letterhead:
        name = str(province().get("name", ""))
        authority = settings.report_authority or f"{AUTHORITY} {name.upper()}".strip()
        return Letterhead(authority, settings.report_unit or UNIT, name or "……")

    return found
