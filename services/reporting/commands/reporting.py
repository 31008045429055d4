"""`hotline reporting …`: what keeps the figures in order."""

from __future__ import annotations

import click

from services.reporting.commands.forecast import forecast
from services.reporting.commands.rebuild import rebuild
from services.reporting.commands.subscriptions import subscriptions


@click.group()
def reporting() -> None:
    """Kho lưu sự kiện, dựng lại số liệu, báo cáo định kỳ, dự báo.

    The archive of events, figures made anew from it, scheduled reports, the forecast.
    """


reporting.add_command(forecast)
reporting.add_command(rebuild)
reporting.add_command(subscriptions)
