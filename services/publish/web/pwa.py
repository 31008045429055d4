"""What makes the portal an app that can be installed, and that can be read where there is no network."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, url_for

from services.kit.web.pages import asset
from services.publish.web.current import application

pwa = Blueprint("pwa", __name__)

OFFLINE = "/ngoai-tuyen"
ICONS = ("icon-192.png", "icon-512.png", "icon-maskable-512.png")
THEME = "#a3161a"
PAPER = "#f6f5f2"


@pwa.get("/manifest.webmanifest")
def manifest() -> Response:
    """Describe the app to the device that installs it."""
    province = application().catalog.province().get("name", "")
    described = {
        "id": "/",
        "name": f"Cổng công khai 1022 {province}".strip(),
        "short_name": "1022",
        "description": "Tìm câu trả lời, tra cứu phản ánh, thủ tục và thông tin; đọc lại được khi không có mạng.",
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
            {"name": "Tra cứu phản ánh", "url": "/tra-cuu"},
            {"name": "Tìm câu trả lời", "url": "/phan-anh"},
        ],
    }
    body = json.dumps(described, ensure_ascii=False)
    return Response(body, mimetype="application/manifest+json", headers={"Cache-Control": "public, max-age=3600"})


@pwa.get("/sw.js")
def service_worker() -> Response:
    """Send the service worker. It is another one, and fetches everything anew, when any of its files has changed."""
    files = [asset("kit.static", name) for name in ("hotline.css", "mark.svg")]
    files += [asset("static", name) for name in ("portal.css", "portal.js")]
    code = Path(current_app.static_folder or "", "sw.js").read_text()
    page = Path(current_app.root_path, "templates/publish/offline.html").read_text()
    shell = {"page": OFFLINE, "files": files}
    told = application().catalog.province()
    version = hashlib.sha256(f"{shell}{code}{page}{told}".encode()).hexdigest()[:12]
    head = f"const SHELL = {json.dumps({'version': version, **shell})};\n"
    return Response(head + code, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


@pwa.get(OFFLINE)
def offline() -> Response:
    """Show what can still be done without a network, in both languages. The service worker alone keeps it."""
    texts = current_app.extensions["texts"]
    return Response(render_template("publish/offline.html", say=texts.say_in), headers={"Cache-Control": "no-store"})


def _icon(name: str) -> dict[str, str]:
    size = name.rpartition("-")[2].partition(".")[0]
    purpose = "maskable" if "maskable" in name else "any"
    return {
        "src": url_for("kit.static", filename=name),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }
