"""The servers together, and the environment that tells programs where they are."""

from collections.abc import Iterable
from types import ModuleType

from deploy.local import mailserver, mongod, rabbitmq
from deploy.local.state import ACCOUNTS, BROKER_PASSWORDS, BROKER_USERS, MONITOR, State

SERVERS: dict[str, ModuleType] = {"mongod": mongod, "rabbitmq": rabbitmq, "mailserver": mailserver}
#: What the line from intake to reporting needs; without the third, no mail can come in.
LINE = ("mongod", "rabbitmq")


def start(state: State, names: Iterable[str] = tuple(SERVERS)) -> None:
    """Start what `names` says and does not run yet; return when it can be used."""
    for name in names:
        SERVERS[name].start(state)


def stop(state: State, names: Iterable[str] = tuple(SERVERS)) -> None:
    """End what `names` says; the data stays."""
    for name in names:
        SERVERS[name].stop(state)


def environment(state: State) -> dict[str, str]:
    """Return the administrator's addresses, and what belongs to the accounts that have less rights.

    That is `MONGO_URI_<ACCOUNT>`, `AMQP_URI_<SERVICE>`, the broker's API for the one who only looks, and for
    `hotline topology users` `BROKER_PASSWORD_<SERVICE>`.
    """
    common = {"AMQP_URI": rabbitmq.amqp_uri(state), "RABBITMQ_API": rabbitmq.api(state), "MONGO_URI": mongod.uri(state)}
    databases = {f"MONGO_URI_{account.upper()}": mongod.uri(state, account) for account in ACCOUNTS}
    queues = {f"AMQP_URI_{user.upper()}": rabbitmq.amqp_uri(state, user) for user in BROKER_USERS}
    watched = {"RABBITMQ_MONITOR_API": rabbitmq.api(state, MONITOR)}
    return common | databases | queues | watched | {name: state.values[name] for name in BROKER_PASSWORDS}


def mail_environment(state: State) -> dict[str, str]:
    """Return where citizens' mails come in and where they can be sent; only after the mail server was started once."""
    return {
        "IMAP_URL": mailserver.imap_url(state),
        "MAIL_ADDRESSES": mailserver.ADDRESS,
        "MAIL_SUBMIT_URL": f"smtp://{mailserver.smtp(state)}",
        "FORWARD_SMTP": mailserver.smtp(state),
    }


def status(state: State) -> dict[str, bool]:
    """Tell for each server whether its process is there."""
    return {name: server.running(state) for name, server in SERVERS.items()}
