"""The Flask side of a service: `create_app` for pages, `create_api` for JSON, and what both need.

    app = create_app("publish", import_name="services.publish.web", secret_key=settings.secret_key)
    api = create_api(app, "Cổng công khai 1022", "1")
    cases = Operations("cases", __name__, url_prefix="/api/cases", description="Answered cases")

    @cases.get("/<code>")
    @cases.response(200, CaseSchema)
    def show(code): ...

    api.register_blueprint(cases)

A view refuses by raising `Rejected`; every refusal leaves as `application/problem+json` under `/api/` and as a page in
two languages elsewhere.
"""

from services.kit.web.api import TOKEN_NEEDED, Operations, create_api
from services.kit.web.app import create_app
from services.kit.web.auth import Accounts, require
from services.kit.web.language import language
from services.kit.web.limits import allow_body, limit_posts, limit_rate
from services.kit.web.problems import problem

__all__ = [
    "TOKEN_NEEDED",
    "Accounts",
    "Operations",
    "allow_body",
    "create_api",
    "create_app",
    "language",
    "limit_posts",
    "limit_rate",
    "problem",
    "require",
]
