"""Refresh tokens that work once, among replicas that all want them: one refresh, and nothing lost in silence."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from pymongo.errors import AutoReconnect

from services.notify.adapters import token_keeper
from services.notify.adapters.token_keeper import LEASE, NoToken, TokenKeeper
from services.notify.adapters.token_store import TokenStore
from services.notify.commands.zalo import zalo as command
from tests.integration.notify.zalo_account import Account
from tests.servers.mongo import Mongo
from tests.simulators.base.together import at_the_same_time
from tests.simulators.zalo import ZaloSimulator
from tests.unit.notify.builders import NOW
from tests.waiting import eventually

pytestmark = pytest.mark.integration
OAUTH = "access_token"
SECRETS = ("access", "refresh")
DAY = timedelta(days=1)


@pytest.fixture
def account(mongo: Mongo) -> Iterator[Account]:
    with ZaloSimulator() as simulator:
        yield Account(simulator, mongo.database("notify"))


def stored(account: Account) -> dict[str, Any]:
    found = account.database["tokens"].find_one({"_id": "zalo"})
    assert found is not None
    return found


def later(account: Account, by: timedelta) -> None:
    account.clock.at = account.clock.at + by
    account.simulator.clock.stop(account.clock.at)


def test_threads_and_replicas_that_race_refresh_once(account: Account) -> None:
    account.simulator.faults.slow(0.3, path=OAUTH)
    keepers = [account.keeper() for _ in range(4)]
    tokens = at_the_same_time([each.access for each in keepers for _ in range(4)])
    assert len(set(tokens)) == 1
    assert account.simulator.tokens.refreshes == 1
    assert stored(account)["version"] == 2


def test_processes_that_race_refresh_once(account: Account, mongo: Mongo) -> None:
    account.simulator.clock.reset()
    account.simulator.faults.slow(0.3, path=OAUTH)
    with ExitStack() as stack:
        processes = [stack.enter_context(process(account, mongo, times=3)) for _ in range(2)]
        for each in processes:
            assert read(each) == "ready"
        for each in processes:
            tell(each)
        tokens = {read(each) for each in processes for _ in range(3)}
    assert len(tokens) == 1
    assert account.simulator.tokens.refreshes == 1


def test_a_token_is_refreshed_before_it_ends_and_used_until_then(account: Account) -> None:
    keeper = account.keeper()
    first = keeper.access()
    later(account, timedelta(hours=19))
    assert account.keeper().access() == first
    later(account, timedelta(hours=2))  # 21 of 25 hours are over
    account.simulator.faults.outage()
    assert account.keeper().access() == first
    account.simulator.faults.clear()
    later(account, timedelta(seconds=6))
    assert account.keeper().access() != first
    assert stored(account)["trouble"] is None


def test_tokens_are_kept_fresh_though_nobody_sends(account: Account) -> None:
    keeper = account.keeper()
    for _ in range(5):
        keeper._cached = None
        keeper.upkeep()
        later(account, DAY)
    assert account.simulator.tokens.refreshes == 5


def test_a_refresher_killed_after_zalo_answered_is_noticed_and_said(account: Account, mongo: Mongo) -> None:
    account.simulator.clock.reset()
    account.simulator.faults.slow(5, path=OAUTH)
    with process(account, mongo, times=1) as killed:
        assert read(killed) == "ready"
        tell(killed)
        # Zalo has made the old token useless, and its answer is on the way.
        eventually(lambda: account.simulator.tokens.refreshes == 1)
        killed.kill()
    assert stored(account)["refreshing_since"] is not None
    now = account.clock
    now.at = stored(account)["lease"] + timedelta(seconds=1)
    with pytest.raises(NoToken, match="refused"):
        account.keeper().access()
    assert stored(account)["lost"] is True
    result = run(mongo, ["status"])
    assert result.exit_code == 1
    assert "hotline zalo authorize" in result.output


def test_a_refresher_killed_before_zalo_heard_costs_nothing(account: Account) -> None:
    store = TokenStore(account.database, "zalo")
    assert store.claim(1, NOW, NOW + LEASE) is not None  # and then it died
    later(account, LEASE + timedelta(seconds=1))
    assert account.keeper().access()
    assert stored(account)["refreshing_since"] is None
    assert account.simulator.tokens.refreshes == 1


def test_an_answer_lost_on_the_way_is_tried_with_the_same_token_first(account: Account) -> None:
    account.simulator.faults.drop(path=OAUTH)
    with pytest.raises(NoToken, match="no answer"):
        account.keeper().access()
    assert stored(account)["lost"] is False
    later(account, timedelta(seconds=6))
    assert account.keeper().access()


def test_a_refused_token_alarms_at_once_and_calls_for_a_person_when_it_stays_so(account: Account) -> None:
    account.database["tokens"].update_one({"_id": "zalo"}, {"$set": {"refresh": "used-before-by-somebody"}})
    with pytest.raises(NoToken, match="refused"):
        account.keeper().access()
    assert stored(account)["lost"] is False
    later(account, timedelta(minutes=6))
    with pytest.raises(NoToken, match="refused"):
        account.keeper().access()
    assert stored(account)["lost"] is True


def test_a_person_can_authorise_anew_and_no_secret_shows(account: Account, mongo: Mongo) -> None:
    account.database["tokens"].update_one({"_id": "zalo"}, {"$set": {"refresh": "used-before", "lost": True}})
    token = account.simulator.credentials.refresh_token
    result = run(mongo, ["authorize"], token)
    assert result.exit_code == 0
    assert token not in result.output
    assert account.keeper().access()
    status = run(mongo, ["status"])
    assert status.exit_code == 0
    assert not any(stored(account)[secret] in status.output for secret in SECRETS)
    assert not any(stored(account)[secret] in repr(TokenStore(account.database, "zalo").load()) for secret in SECRETS)


@pytest.mark.parametrize("pasted", ["", "short", "two words that are no token", "a" * 15 + "\x00"])
def test_what_is_no_token_is_not_stored(account: Account, mongo: Mongo, pasted: str) -> None:
    before = stored(account)
    assert run(mongo, ["authorize"], pasted).exit_code != 0
    assert stored(account) == before


def test_a_seed_from_the_environment_replaces_nothing(account: Account) -> None:
    account.keeper().access()
    before = stored(account)
    account.keeper()
    assert stored(account) == before


def test_without_any_authorisation_there_is_no_token(mongo: Mongo, account: Account) -> None:
    account.database["tokens"].delete_many({})
    keeper = account.keeper()
    account.database["tokens"].delete_many({})
    with pytest.raises(NoToken, match="never authorised"):
        keeper.access()
    assert run(mongo, ["status"]).exit_code == 1


class Unwritable(TokenStore):
    """The database goes away just when the new pair is to be written, for so many writes."""

    failures = 1

    def replace(self, *args: Any) -> bool:
        if self.failures:
            self.failures -= 1
            raise AutoReconnect
        return super().replace(*args)


def test_a_pair_that_could_not_be_written_is_used_and_written_later(account: Account) -> None:
    keeper = account.keeper()
    keeper._store = Unwritable(account.database, "zalo")
    token = keeper.access()
    assert token == stored(account)["access"]
    assert stored(account)["version"] == 2
    assert account.simulator.tokens.refreshes == 1


def test_nobody_else_refreshes_while_a_pair_waits_to_be_written(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(token_keeper, "WAIT_SECONDS", 0.3)
    keeper = account.keeper()
    keeper._store = Unwritable(account.database, "zalo")
    keeper._store.failures = 3
    assert keeper.access()
    other: TokenKeeper = account.keeper()
    with pytest.raises(NoToken, match="being refreshed"):
        other.access()
    assert account.simulator.tokens.refreshes == 1
    token = eventually(lambda: other_token(other, keeper))
    assert token == keeper.access()


def other_token(other: TokenKeeper, keeper: TokenKeeper) -> str | None:
    """Let the one who has the pair look once more, as every message does, and ask the other."""
    keeper._read(fresh=True)
    try:
        return other.access()
    except NoToken:
        return None


def process(account: Account, mongo: Mongo, times: int) -> subprocess.Popen[str]:
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": ".", "AMQP_URI": "amqp://nowhere.test"}
    return subprocess.Popen(
        [sys.executable, "tests/integration/notify/token_process.py", str(times)],
        env=env | mongo.environment() | account.simulator.env() | {"ZALO_TIMEOUT_SECONDS": "8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def read(process: subprocess.Popen[str]) -> str:
    """Return the next line that is not the process's log."""
    assert process.stdout is not None
    lines = (line.strip() for line in iter(process.stdout.readline, ""))
    return next(line for line in lines if " [" not in line)


def tell(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def run(mongo: Mongo, arguments: list[str], typed: str = "") -> Any:
    env = {"AMQP_URI": "amqp://nowhere.test", **mongo.environment()}
    return CliRunner().invoke(command, arguments, env=env, input=f"{typed}\n")
