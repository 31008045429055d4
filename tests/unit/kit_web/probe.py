"""A small site that breaks in every way a site can break."""

from typing import Any

from flask import Flask, g, render_template
from flask_wtf.csrf import generate_csrf
from marshmallow import Schema, fields
from pymongo.errors import AutoReconnect

from services.kit.failures import Rejected, Retryable
from services.kit.storage.accounts import Account
from services.kit.web import Operations, create_api, create_app, require
from services.kit.web.auth import token_hash

SECRET = "Nguyễn Văn An 0905 000 012"


class GreetingSchema(Schema):
    name = fields.String(required=True)
    friends = fields.List(fields.Integer())


class OneOperator:
    """Knows one account."""

    def find(self, token_sha256: str) -> Account | None:
        account = Account("truc-01", "operator", None, token_hash("right"))
        return account if token_sha256 == account.token_sha256 else None


def site(**changes: Any) -> Flask:
    """Return the site with its API."""
    options: dict[str, Any] = {"secret_key": "for tests", "accounts": OneOperator(), "max_body_bytes": 1_000}
    app = create_app("probe", import_name=__name__, **{**options, **changes})
    _pages(app)
    operations = _operations()
    create_api(app, "Probe", "1").register_blueprint(operations)
    return app


def _pages(app: Flask) -> None:
    @app.get("/page")
    def page() -> str:
        return render_template("kit/base.html")

    @app.get("/broken")
    def broken() -> str:
        raise ValueError(SECRET)

    @app.post("/form")
    def form() -> str:
        return "filed"

    @app.get("/token")
    def token() -> str:
        return generate_csrf()


def _operations() -> Operations:
    operations = Operations("probe", __name__, url_prefix="/api")

    @operations.post("/greet")
    @operations.arguments(GreetingSchema())
    @operations.response(200, GreetingSchema())
    def greet(body: dict[str, Any]) -> dict[str, Any]:
        return body

    @operations.get("/broken")
    def broken() -> str:
        raise ValueError(SECRET)

    @operations.get("/refuse/<slug>")
    def refuse(slug: str) -> str:
        raise Rejected(slug, "Không được.", "No.", hint="be kind")

    @operations.get("/later")
    def later() -> str:
        raise Retryable("not now")

    @operations.get("/outage")
    def outage() -> str:
        raise AutoReconnect(SECRET)

    _people(operations)
    return operations


def _people(operations: Operations) -> None:
    @operations.get("/me")
    @require("operator")
    def me() -> dict[str, str]:
        return {"name": g.account.name}

    @operations.post("/me")
    @require("operator")
    def rename() -> dict[str, str]:
        return {"name": "renamed"}

    @operations.get("/editors")
    @require("editor")
    def editors() -> str:
        return "never"
