"""Routing's process: the queues it reads and the desk it serves."""

from __future__ import annotations

from services.kit.events import Event
from services.kit.loop import Loop
from services.kit.messaging.consumer import batch
from services.kit.messaging.delivery import Delivery
from services.kit.messaging.reactions import react
from services.kit.service import Site, Wired
from services.routing.settings import load
from services.routing.web.site import create_site
from services.routing.wiring import Application, build

#: How late a held case may leave after its forwarding hours have begun.
FORWARD_SECONDS = 2.0
SWEEP_FILES_SECONDS = 300.0
#: How late open pages hear of a change when nobody listened before.
NEWS_SECONDS = 0.5
#: How late the cases of a dissolved unit move; how late one answer reaches all who follow; how late a burst is noticed,
#: and a new report joins its incident.
MOVE_SECONDS = 2.0
FOLLOW_SECONDS = 1.0
NOTICE_SECONDS = 20.0
JOIN_SECONDS = 3.0
#: How late a case can be found by its words.
INDEX_SECONDS = 1.0
#: How late a step of escalation is told, and a question given up.
CLOCK_SECONDS = 5.0
#: How late a webhook is called, and how often it is looked who is there.
DELIVER_SECONDS = 1.0
PRESENCE_SECONDS = 20.0
#: How late an answer that the caller has heard stands in the case.
PROMISE_SECONDS = 0.5
#: How late a change of the catalogue is in force after its moment.
AMEND_SECONDS = 1.0
#: How late a decision, or an answer, becomes something to learn from.
LEARNING_SECONDS = 15.0


class Routing:
    """Decides who answers, takes the agencies' replies, and gives operators and officers their desk."""

    name = "routing"
    app: Application = Wired(build, load)
    desk = Site(create_site, farewell=lambda app: app.listing.room.close())
    forwarding = Loop(lambda app: app.forward_held, pause=FORWARD_SECONDS)
    sweeping_files = Loop(lambda app: app.case_page.sweep_files, pause=SWEEP_FILES_SECONDS)
    news = Loop(lambda app: app.listing.pass_on_news, pause=NEWS_SECONDS)
    moving = Loop(lambda app: app.merging.move_dissolved, pause=MOVE_SECONDS)
    following = Loop(lambda app: app.merging.settle_followers, pause=FOLLOW_SECONDS)
    noticing = Loop(lambda app: app.merging.notice_outbreaks, pause=NOTICE_SECONDS)
    joining = Loop(lambda app: app.merging.join_incidents, pause=JOIN_SECONDS)
    indexing = Loop(lambda app: app.listing.index_words, pause=INDEX_SECONDS)
    escalating = Loop(lambda app: app.clocks.climb_ladder, pause=CLOCK_SECONDS)
    waiting = Loop(lambda app: app.clocks.end_waiting, pause=CLOCK_SECONDS)
    delivering = Loop(lambda app: app.gateway.deliver_messages, pause=DELIVER_SECONDS)
    watching = Loop(lambda app: app.gateway.watch_presence, pause=PRESENCE_SECONDS)
    amending = Loop(lambda app: app.amending.put_in_force, pause=AMEND_SECONDS)
    promises = Loop(lambda app: app.calls.keep_promises, pause=PROMISE_SECONDS)
    indexing_knowledge = Loop(lambda app: app.knowledge.index, pause=LEARNING_SECONDS)
    learning_answers = Loop(lambda app: app.knowledge.learn, pause=LEARNING_SECONDS)
    learning = Loop(lambda app: app.suggesting.keep_decisions, pause=LEARNING_SECONDS)

    @batch("routing.cases")
    def on_cases(self, events: list[Event]) -> None:
        """Route what citizens filed, and join what they added."""
        react({"case.received": self.app.on_cases, "case.supplemented": self.app.on_supplements}, events)

    @batch("routing.feedback")
    def on_feedback(self, events: list[Event]) -> None:
        """Note what came back about cases: whether messages arrived, how content citizens are, what they take back."""
        reactions = {
            "notification.told": self.app.on_told,
            "case.rated": self.app.on_rated,
            "case.withdrawal_requested": self.app.on_withdrawals,
        }
        react(reactions, events)

    @batch("routing.gateway", raw=True)
    def on_gateway(self, deliveries: list[Delivery]) -> None:
        """Keep what goes to agencies that fetch by HTTP or are called. Raw: it goes on byte for byte."""
        self.app.on_gateway(deliveries)

    @batch("routing.replies", raw=True)
    def on_replies(self, deliveries: list[Delivery]) -> None:
        """Take the agencies' replies. Raw: a reply that cannot be read is refused to its sender, not parked."""
        self.app.on_replies(deliveries)
