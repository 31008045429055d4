"""`hotline user`: who may work at the desk."""

from __future__ import annotations

import click

from services.routing.commands.user.announcing import announce
from services.routing.commands.user.changing import disable, edit, enable, role
from services.routing.commands.user.listing import list_
from services.routing.commands.user.opening import add
from services.routing.commands.user.proving import password, sign_out, sso_forget, token, totp_reset


@click.group()
def user() -> None:
    """Quản lý tài khoản của người trực, cán bộ và biên tập viên.

    Manage the accounts of operators, officers and editors. Reads MONGO_URI.
    """


for each in (add, list_, edit, role, disable, enable, password, token, totp_reset, sso_forget, sign_out, announce):
    user.add_command(each)
user.add_command(disable, "remove")  # what it was called before
