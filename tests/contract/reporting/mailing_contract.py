"""What every keeper of subscriptions and sendings promises. Subclasses bring `subscriptions` and `sendings`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.reporting.domain.asking import TableName
from services.reporting.domain.mailing.sending import Outcome, Sending, State
from services.reporting.domain.mailing.subscription import Every, Form, Subscription
from services.reporting.usecases.mailing.ports import Sendings, Subscriptions

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def subscription(name: str = "a") -> Subscription:
    """Return one with everything in it."""
    return Subscription(
        id=name, address="lanh.dao@example.org", tables=(TableName.UNIT, TableName.TREND), forms=(Form.PDF, Form.XLSX),
        every=Every.MONTH, on=5, hour=7, begins_at=AT, language="en",
    )  # fmt: skip


def claimed(name: str = "a:2026-10", at: datetime = AT) -> Sending:
    """Return a claim."""
    return Sending(id=name, subscription="a", span="2026-10", state=State.CLAIMED, since=at)


class SubscriptionsContract:
    """The suite for subscriptions."""

    def fresh(self) -> Subscriptions:
        """Return an empty keeper."""
        raise NotImplementedError

    def test_what_is_kept_comes_back_as_it_was(self) -> None:
        kept = self.fresh()
        kept.keep(subscription())
        assert (kept.find("a"), kept.find("b")) == (subscription(), None)

    def test_they_come_in_the_order_they_were_made_also_after_one_was_changed(self) -> None:
        kept = self.fresh()
        first, second = subscription("z"), replace(subscription("b"), begins_at=LATER)
        kept.keep(first)
        kept.keep(second)
        stopped = replace(first, active=False, begins_at=LATER + timedelta(days=1))
        kept.keep(stopped)
        assert list(kept.all()) == [stopped, second]


class SendingsContract:
    """The suite for sendings."""

    def fresh(self) -> Sendings:
        """Return an empty keeper."""
        raise NotImplementedError

    def test_of_two_who_claim_one_gets_it(self) -> None:
        kept = self.fresh()
        assert [kept.claim(claimed(), again_before=LATER) for _ in range(3)] == [True, False, False]
        assert kept.find("a:2026-10") == claimed()

    def test_only_what_was_deferred_long_enough_ago_may_be_claimed_again(self) -> None:
        kept = self.fresh()
        kept.claim(claimed(), again_before=AT)
        kept.settle("a:2026-10", Outcome(State.DEFERRED, "smtp-451"), AT)
        assert not kept.claim(claimed(at=LATER), again_before=AT)
        assert kept.claim(claimed(at=LATER), again_before=AT + timedelta(seconds=1))
        assert kept.find("a:2026-10") == replace(claimed(at=LATER), attempts=2)

    def test_what_was_sent_or_refused_or_is_uncertain_cannot_be_claimed(self) -> None:
        for state in (State.SENT, State.REFUSED, State.UNCERTAIN):
            kept = self.fresh()
            kept.claim(claimed(), again_before=AT)
            kept.settle("a:2026-10", Outcome(state, "x"), AT)
            assert not kept.claim(claimed(at=LATER), again_before=LATER)
            assert kept.find("a:2026-10") == replace(claimed(), state=state, reason="x")

    def test_old_claims_become_uncertain_once_and_young_ones_do_not(self) -> None:
        kept = self.fresh()
        kept.claim(claimed("old:x"), again_before=AT)
        kept.claim(claimed("young:x", LATER), again_before=AT)
        doubted = replace(claimed("old:x"), state=State.UNCERTAIN, since=LATER)
        assert list(kept.doubt(LATER, LATER)) == [doubted]
        assert list(kept.doubt(LATER, LATER)) == []
        assert kept.find("old:x") == doubted

    def test_only_what_a_person_may_decide_about_can_be_forgotten(self) -> None:
        kept = self.fresh()
        for name, state in (("s:x", State.SENT), ("u:x", State.UNCERTAIN), ("r:x", State.REFUSED)):
            kept.claim(claimed(name), again_before=AT)
            kept.settle(name, Outcome(state), AT)
            kept.forget(name)
        assert [each.id for each in kept.latest(9)] == ["s:x"]
        assert kept.claim(claimed("u:x"), again_before=AT)

    def test_the_latest_come_first_and_may_be_of_one_state(self) -> None:
        kept = self.fresh()
        for hour, state in enumerate((State.SENT, State.REFUSED, State.SENT)):
            kept.claim(claimed(f"{hour}:x", AT), again_before=AT)
            kept.settle(f"{hour}:x", Outcome(state), AT + timedelta(hours=hour))
        assert [each.id for each in kept.latest(2)] == ["2:x", "1:x"]
        assert [each.id for each in kept.latest(9, State.SENT)] == ["2:x", "0:x"]
