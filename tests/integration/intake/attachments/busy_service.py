"""A service under eventlet that keeps files, as a channel does, and answers a pulse meanwhile."""

from flask import Flask, request

from services.intake.settings import load
from services.intake.wiring import Application, build
from services.kit.files.keep import Upload
from services.kit.service import Site, Wired


def site(application: Application) -> Flask:
    app = Flask("busy")

    @app.post("/")
    def keep() -> list[str]:
        kept = application.attachments.keep([Upload(name="a", content=request.get_data())])
        return [each.id for each in kept]

    @app.get("/pulse")
    def pulse() -> str:
        return type(application.attachments._examine._workbench).__name__

    return app


class Busy:
    name = "busy"
    application = Wired(build, load)
    site = Site(site)
