"""Life signs: alive is not ready, and a broken probe is a complaint rather than a crash."""

import json

from services.kit.health import admin_app


def ask(app, path):
    answer = {}
    body = b"".join(app({"PATH_INFO": path}, lambda status, headers: answer.update(status=status)))
    return int(answer["status"][:3]), body


def explode():
    raise OSError("secret words")


def test_a_process_without_complaints_is_alive_and_ready():
    app = admin_app({"queue": lambda: None})
    assert ask(app, "/healthz")[0] == 200
    assert ask(app, "/readyz")[0] == 200


def test_a_complaint_makes_it_unready_with_the_reason_but_leaves_it_alive():
    app = admin_app({"queue routing.cases": lambda: "missing", "database": lambda: None})
    status, body = ask(app, "/readyz")
    assert (status, json.loads(body)) == (503, {"queue routing.cases": "missing"})
    assert ask(app, "/healthz")[0] == 200


def test_a_probe_that_breaks_makes_it_unready_and_keeps_its_words_to_itself():
    status, body = ask(admin_app({"database": explode}), "/readyz")
    assert (status, json.loads(body)) == (503, {"database": "OSError"})


def test_a_draining_process_is_unready():
    assert ask(admin_app({}, draining=lambda: True), "/readyz")[0] == 503


def test_metrics_are_in_the_form_prometheus_reads():
    status, body = ask(admin_app({}), "/metrics")
    assert status == 200
    assert b"# TYPE" in body
