"""`hotline user` on a real database: what it does, what it prints, and what it never prints or keeps."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner, Result

from services.kit.events import CatalogChanged, Event, decode
from services.kit.failures import Rejected
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.adapters.password_secrets import ArgonSecrets
from services.routing.commands.user import user
from tests.servers.mongo import Mongo
from tests.unit.routing.builders import NOON
from tests.unit.routing.catalogs import HEALTH, snapshot

pytestmark = pytest.mark.integration

CHOSEN = "một câu dài dễ nhớ"


class Console:
    """Runs commands; stdout alone is what a script would pipe on."""

    def __init__(self, mongo: Mongo) -> None:
        self.environment = {**mongo.environment(), "AMQP_URI": "amqp://nowhere.invalid"}
        self.database = mongo.database("routing")

    def run(self, *arguments: str, stdin: str = "") -> Result:
        """Run `hotline user` with these arguments."""
        return CliRunner(env=self.environment).invoke(user, list(arguments), input=stdin)

    def said(self, *arguments: str, stdin: str = "") -> str:
        """Run it, and return what went to stdout."""
        result = self.run(*arguments, stdin=stdin)
        assert result.exit_code == 0, result.output
        return result.stdout.strip()

    def refusal(self, *arguments: str, stdin: str = "") -> str:
        """Run it, and return the slug of the refusal."""
        result = self.run(*arguments, stdin=stdin)
        assert isinstance(result.exception, Rejected), result.output
        return result.exception.slug

    def account(self, name: str) -> dict[str, Any]:
        """Return an account as it is stored."""
        return self.database.accounts.find_one({"_id": name}) or {}

    def credentials(self, name: str) -> dict[str, Any]:
        """Return how somebody proves who they are."""
        return self.database.credentials.find_one({"_id": name}) or {}

    def everything(self) -> str:
        """Return all that is stored about accounts, as text."""
        rooms = ("accounts", "credentials", "audit", "sessions")
        return "".join(str(each) for room in rooms for each in self.database[room].find())


@pytest.fixture
def console(mongo: Mongo) -> Console:
    """A console whose database has a catalogue."""
    versions, known = MongoCatalogs(mongo.database("routing")), snapshot()
    versions.prepare()
    told = CatalogChanged(version=1, province="gialai", catalog=known)
    versions.add(1, known, NOON, Event.of(told, source="/routing", subject="gialai", at=NOON))
    return Console(mongo)


def test_a_token_is_printed_alone_and_only_its_hash_is_kept(console: Console) -> None:
    token = console.said("add", "truc-01", "--role", "operator")
    assert len(token) == 43
    assert token not in console.everything()


def test_a_one_time_password_must_be_changed_and_no_token_is_made(console: Console) -> None:
    password = console.said("add", "truc-01", "--role", "operator", "--password", "--display-name", "Nguyễn Văn An")
    kept = console.credentials("truc-01")
    assert ArgonSecrets(memory_kib=8_192).verify(kept["password"], password)
    assert kept["must_change"] is True
    account = console.account("truc-01")
    assert (account["token_sha256"], account["display_name"]) == ("", "Nguyễn Văn An")
    assert password not in console.everything()


def test_a_password_read_from_stdin_is_never_printed_and_stays(console: Console) -> None:
    said = console.run("add", "truc-01", "--role", "operator", "--password-stdin", stdin=f"{CHOSEN}\n")
    assert said.exit_code == 0 and CHOSEN not in said.output
    assert console.credentials("truc-01")["must_change"] is False
    assert ArgonSecrets(memory_kib=8_192).verify(console.credentials("truc-01")["password"], CHOSEN)


@pytest.mark.parametrize(("stdin", "code"), [("", 2), ("ngắn\n", 1)])
def test_an_account_is_not_opened_for_a_password_that_will_not_do(console: Console, stdin: str, code: int) -> None:
    result = console.run("add", "truc-01", "--role", "operator", "--password-stdin", stdin=stdin)
    assert result.exit_code == code
    assert console.account("truc-01") == {}


def test_no_option_takes_a_secret(console: Console) -> None:
    """Everybody on a machine sees the command lines of everybody else."""
    assert console.run("password", "truc-01", "--password", CHOSEN).exit_code == 2
    assert console.run("password", "truc-01", CHOSEN).exit_code == 2


def test_a_role_of_an_agency_demands_one_that_is_known_and_no_other_role_takes_one(console: Console) -> None:
    console.said("add", "can-bo", "--role", "agency_officer", "--agency", HEALTH)
    assert console.refusal("role", "can-bo", "--role", "agency_leader") == "agency-needed"
    assert console.refusal("role", "can-bo", "--role", "agency_leader", "--agency", "khong-co") == "unknown-agency"
    assert console.refusal("role", "can-bo", "--role", "operator", "--agency", HEALTH) == "agency-not-needed"
    console.said("role", "can-bo", "--role", "operator")
    assert (console.account("can-bo")["role"], console.account("can-bo")["agency"]) == ("operator", None)


def test_closing_reopening_and_renewing_are_told_and_recorded(console: Console) -> None:
    first = console.said("add", "truc-01", "--role", "operator")
    console.said("disable", "truc-01")
    console.said("enable", "truc-01")
    assert console.said("token", "truc-01") != first
    console.said("sign-out", "truc-01")
    account = console.account("truc-01")
    told = [decode(entry["body"]).data for entry in account["outbox"]]
    assert [each.active for each in told] == [True, False, True, True, True]
    whats = ["account-opened", "account-closed", "account-reopened", "token-renewed", "sessions-ended"]
    assert [each["what"] for each in account["changes"]] == whats
    assert {each["who"].partition(":")[0] for each in account["changes"]} == {"command"}


def test_a_password_is_reset_and_a_lost_telephone_forgotten(console: Console) -> None:
    console.said("add", "truc-01", "--role", "operator", "--password-stdin", stdin=f"{CHOSEN}\n")
    console.database.credentials.update_one({"_id": "truc-01"}, {"$set": {"totp": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"}})
    printed = console.said("password", "truc-01")
    console.said("totp-reset", "truc-01")
    kept = console.credentials("truc-01")
    assert ArgonSecrets(memory_kib=8_192).verify(kept["password"], printed)
    assert (kept["must_change"], kept["totp"]) == (True, None)
    assert [each["what"] for each in kept["changes"]] == ["password-changed", "password-reset", "second-factor-reset"]
    assert console.refusal("password", "khong-co") == "unknown-account"


def test_names_and_addresses_are_changed_and_one_address_has_one_account(console: Console) -> None:
    console.said("add", "a", "--role", "operator", "--email", "an@example.org", "--display-name", "Nguyễn Văn An")
    console.said("add", "b", "--role", "operator")
    assert console.refusal("edit", "b", "--email", "An@Example.org") == "email-taken"
    console.said("edit", "a", "--email", "")
    assert (console.account("a")["email"], console.account("a")["display_name"]) == (None, "Nguyễn Văn An")
    console.said("edit", "b", "--email", "an@example.org")


def test_the_last_administrator_cannot_be_closed_from_the_console_either(console: Console) -> None:
    console.said("add", "quan-tri", "--role", "administrator")
    assert console.refusal("disable", "quan-tri") == "last-administrator"
    assert console.refusal("role", "quan-tri", "--role", "leader") == "last-administrator"
    console.said("add", "quan-tri-2", "--role", "administrator")
    console.said("remove", "quan-tri")  # what `disable` was called before


def test_the_list_is_filtered_and_searched_without_diacritics(console: Console) -> None:
    console.said("add", "truc-01", "--role", "operator", "--display-name", "Nguyễn Văn Đức")
    console.said("add", "can-bo", "--role", "agency_officer", "--agency", HEALTH)
    console.said("disable", "can-bo")
    assert listed(console, "--search", "van duc") == ["truc-01"]
    assert listed(console, "--role", "agency_officer") == listed(console, "--agency", HEALTH) == ["can-bo"]
    assert listed(console, "--state", "open") == ["truc-01"]
    assert listed(console, "--state", "closed") == ["can-bo"]


def listed(console: Console, *filters: str) -> list[str]:
    """Return the names in the list."""
    return [line.split()[0] for line in console.said("list", *filters).splitlines()[1:]]


def test_every_account_is_announced_once_more_to_services_that_are_new(console: Console) -> None:
    for name in ("truc-01", "truc-02"):
        console.said("add", name, "--role", "operator")
    console.run("disable", "truc-02")
    before = {name: console.account(name) for name in ("truc-01", "truc-02")}
    assert "2" in console.said("announce")
    for name, account in before.items():
        after = console.account(name)
        assert len(after["outbox"]) == len(account["outbox"]) + 1
        assert after["changed_at"] > account["changed_at"]
        assert {key: after[key] for key in ("role", "active", "token_sha256")} == {
            key: account[key] for key in ("role", "active", "token_sha256")
        }
