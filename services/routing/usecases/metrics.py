"""What routing counts for its watchers."""

from prometheus_client import Counter, Gauge

ROUTED = Counter("routing_cases_routed_total", "Cases routed, by what decided", ["by"])
BROKEN_RULES = Counter("routing_broken_rules_total", "Rules that failed while deciding: alarm on any", ["rule"])
REPLIES = Counter("routing_replies_total", "Replies of agencies, by what became of them", ["outcome"])
STUCK = Counter("routing_held_cases_stuck_total", "Tries to forward a held case that failed: alarm on any")
SWEEP_STUCK = Counter(
    "routing_sweep_stuck_total", "Cases that a sweep could not do anything with, by sweep.", ("sweep",)
)
WEBHOOKS = Counter("routing_webhook_calls_total", "Calls of agencies' webhooks, by what came of them", ["outcome"])
AWAY = Gauge("routing_agencies_away", "Agencies for which something waits and that fetch nothing")
SUGGESTED = Counter("routing_suggestions_total", "Suggestions for new cases, by what became of them", ["outcome"])
AGREEMENT = Gauge("routing_suggestion_agreement_ratio", "How often people decide what was suggested, of those kept")
OUTBREAKS = Counter("routing_outbreaks_total", "Bursts of cases proposed as incidents, by what noticed them", ["watch"])
