"""`hotline agency`: how an agency's own system gets its cases, and whether it is there."""

from __future__ import annotations

import click

from services.routing.commands.agency.add import add, rotate
from services.routing.commands.agency.deliveries import deliveries
from services.routing.commands.agency.kit import kit
from services.routing.commands.agency.list_connected import list_
from services.routing.commands.agency.remove import remove


@click.group()
def agency() -> None:
    """Kết nối hệ thống của một cơ quan: AMQP, HTTP hoặc webhook.

    Connect an agency's own system: AMQP, HTTP pull or webhook. Reads RABBITMQ_API, AMQP_URI, MONGO_URI; addresses as
    agencies see them come from AMQP_PUBLIC_URI and ROUTING_URL.
    """


for command in (add, rotate, kit, list_, deliveries, remove):
    agency.add_command(command)
