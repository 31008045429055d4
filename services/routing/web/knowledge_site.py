"""The screens of the knowledge base, as the site serves them."""

from __future__ import annotations

from flask import Flask
from flask_smorest import Api

from services.routing.web.knowledge_files import knowledge_files
from services.routing.web.knowledge_list import knowledge_list
from services.routing.web.knowledge_pages import knowledge_pages
from services.routing.web.knowledge_picker import knowledge_api, knowledge_picker
from services.routing.web.knowledge_proposals import knowledge_proposals

STATUSES = {
    "unknown-entry": 404,
    "unknown-upload": 404,
    "unknown-proposal": 404,
    "proposal-settled": 409,
    "entry-changed": 409,
    "already-published": 409,
    "already-withdrawn": 409,
    "file-too-large": 413,
}


def register(app: Flask, api: Api) -> None:
    """Add pages and operations. The guard of forms would read a body with a file before its size is allowed: it is
    asked inside.
    """
    for each in (knowledge_list, knowledge_pages, knowledge_files, knowledge_picker, knowledge_proposals):
        app.register_blueprint(each)
    app.extensions["csrf"].exempt(knowledge_files)
    api.register_blueprint(knowledge_api)
