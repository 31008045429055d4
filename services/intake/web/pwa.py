"""What makes the site an app that can be installed: manifest, service worker, and the two pages it shows offline.

The two pages are the same for everybody and hold nothing of anybody: the device itself fills them in.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, url_for

from services.intake.web.application import application
from services.intake.web.case_form import choices
from services.kit.web import language
from services.kit.web.pages import asset

pwa = Blueprint("pwa", __name__)

SHELL_PAGES = ("/ngoai-tuyen", "/cua-toi")
SCRIPTS = ("drafts.js", "proof.js", "app.js")
ICONS = ("icon-192.png", "icon-512.png", "icon-maskable-512.png")
THEME = "#a3161a"
PAPER = "#f6f5f2"


@pwa.get("/manifest.webmanifest")
def manifest() -> Response:
    """Describe the app to the device that installs it."""
    province = application().catalog.province().get("name", "")
    described = {
        "id": "/",
        "name": f"Phản ánh 1022 {province}".strip(),
        "short_name": "1022",
        "description": "Gửi phản ánh, kiến nghị đến Hệ thống thông tin dịch vụ công 1022, cả khi không có mạng.",
        "lang": "vi",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": THEME,
        "background_color": PAPER,
        "categories": ["government", "utilities"],
        "icons": [_icon(name) for name in ICONS],
        "shortcuts": [
            {"name": "Gửi phản ánh", "url": "/"},
            {"name": "Phản ánh của tôi", "url": "/cua-toi"},
        ],
    }
    body = json.dumps(described, ensure_ascii=False)
    return Response(body, mimetype="application/manifest+json", headers={"Cache-Control": "public, max-age=3600"})


@pwa.get("/sw.js")
def service_worker() -> Response:
    """Send the service worker. It is another one, and fetches everything anew, when any of its files has changed."""
    files = [asset("static", name) for name in SCRIPTS]
    files += [asset("kit.static", "hotline.css"), asset("static", "app.css"), asset("kit.static", "mark.svg")]
    code = Path(current_app.static_folder or "", "sw.js").read_text()
    shell = {"pages": SHELL_PAGES, "files": files, "scripts": files[:2]}
    version = hashlib.sha256(f"{shell}{code}".encode()).hexdigest()[:12]
    head = f"const SHELL = {json.dumps({'version': version, **shell})};\n"
    return Response(head + code, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


@pwa.get("/ngoai-tuyen")
def offline_form() -> Response:
    """Show the form that is kept on the device: no key, no token; the device makes the key, and sends by the API."""
    page = render_template(
        "case_form.html", values={}, errors={}, challenge=None, away=False, offline=True, **choices()
    )
    return _shell(page)


@pwa.get("/cua-toi")
def my_reports() -> Response:
    """Show what this device keeps: what it could not send yet, and receipts."""
    return _shell(render_template("my_reports.html"))


def _shell(page: str) -> Response:
    """Kept by the service worker alone: browsers' own caches would mix the languages."""
    return Response(page, mimetype="text/html", headers={"Cache-Control": "no-store", "Content-Language": language()})


def _icon(name: str) -> dict[str, str]:
    size = name.rpartition("-")[2].partition(".")[0]
    purpose = "maskable" if "maskable" in name else "any"
    place = url_for("kit.static", filename=name)
    return {"src": place, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
