"""A private postfix and dovecot: every address of two domains has a mailbox that can be read by IMAP.

postfix takes mails by SMTP and hands them to dovecot by LMTP. Nothing ever leaves the machine, and neither /etc/postfix
nor /etc/dovecot is touched. Both servers need root to start, and users of their own that can reach the files.
"""

import os
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path
from string import Template
from urllib.parse import quote

from deploy.local import daemons, packages
from deploy.local.state import State, write_private

ADDRESS = "1022@example.org"
DOMAINS = ("example.org", "mail.test")
#: Places in the state's block of ten ports that broker and database leave free.
OFFSETS = {"smtp": 1, "imap": 6, "imaps": 8, "lmtp": 9}
TEMPLATES = Path(__file__).with_name("mailserver.d")
PLACES = {"main.cf": "postfix/etc", "master.cf": "postfix/etc", "dovecot.conf": "dovecot"}
PACKAGES = {
    "postfix": Path("/usr/sbin/postfix"),
    "dovecot-imapd": Path("/usr/lib/dovecot/imap"),
    "dovecot-lmtpd": Path("/usr/lib/dovecot/lmtp"),
}


def start(state: State) -> None:
    """Start both servers unless they run; return when SMTP and IMAP answer. Raises `Missing` or `DidNotStart`."""
    _install()
    room = _room(state)
    if not running(state):
        _configure(state, room)
    if not _dovecot_runs(room):
        _run(room, "dovecot", "-c", room / "dovecot" / "dovecot.conf")
    if not _postfix_runs(room):
        _run(room, "postfix", "-c", room / "postfix" / "etc", "start")
    daemons.await_ready(lambda: all(daemons.listening(port(state, name)) for name in OFFSETS), room / "dovecot.log")


def stop(state: State) -> None:
    """End both servers; the mails stay. Nothing happens if they do not run."""
    daemons.end(_postfix_pid(directory(state)), "master")
    daemons.end(_dovecot_pid(directory(state)), "dovecot")


def running(state: State) -> bool:
    """Tell whether both processes are there, answering or not."""
    return _postfix_runs(directory(state)) and _dovecot_runs(directory(state))


def remove(state: State) -> None:
    """End both servers and throw everything away, mails too."""
    stop(state)
    shutil.rmtree(directory(state), ignore_errors=True)


def port(state: State, name: str) -> int:
    """Return the port of `smtp`, `imap`, `imaps` or `lmtp`; KeyError for other names."""
    return state.base_port + OFFSETS[name]


def smtp(state: State) -> str:
    """Return `host:port` of the SMTP server, which takes mails for all addresses of `DOMAINS` and for no others."""
    return f"127.0.0.1:{port(state, 'smtp')}"


def imap_url(state: State, address: str = ADDRESS, scheme: str = "imap") -> str:
    """Return the address of a mailbox with its password. `scheme`: imap, imap+starttls or imaps."""
    password = (directory(state) / "password").read_text()
    where = port(state, "imaps" if scheme == "imaps" else "imap")
    return f"{scheme}://{quote(address, safe='')}:{password}@localhost:{where}/"


def certificate(state: State) -> Path:
    """Return the servers' self-signed certificate, which a client must be told to trust (SSL_CERT_FILE)."""
    return directory(state) / "tls.crt"


def directory(state: State) -> Path:
    """Return the servers' directory: in the state where their users can get to it, else where temporary files are."""
    if all(each.stat().st_mode & 0o001 for each in state.directory.parents):
        return state.directory / "mailserver"
    return Path(tempfile.gettempdir()) / f"hotline-mailserver-{state.base_port}"


def _install() -> None:
    missing = [package for package, file in PACKAGES.items() if not file.exists()]
    if "postfix" in missing and os.geteuid() == 0 and shutil.which("debconf-set-selections"):
        answer = "postfix postfix/main_mailer_type select No configuration\n"
        subprocess.run(["debconf-set-selections"], input=answer, text=True, check=True)
    for package in missing:
        packages.need(package, PACKAGES[package].exists)


def _room(state: State) -> Path:
    """Make the directories. The state's own stays closed to other users, who may only walk through it."""
    room = directory(state)
    for name in ("postfix/etc", "postfix/queue", "postfix/data", "dovecot/run", "dovecot/state", "mail"):
        (room / name).mkdir(parents=True, exist_ok=True)
        for each in (room, (room / name).parent, room / name):
            each.chmod(0o755)
    if room.parent == state.directory:
        state.directory.chmod(0o711)
    shutil.chown(room / "postfix" / "data", "postfix")
    shutil.chown(room / "mail", "mail", "mail")
    return room


def _configure(state: State, room: Path) -> None:
    if not (room / "password").exists():
        write_private(room / "password", secrets.token_hex(24))
    if not (room / "tls.crt").exists():
        _certify(room)
    values = {f"{name}_port": str(port(state, name)) for name in OFFSETS}
    values |= {"room": str(room), "domains": " ".join(DOMAINS), "password": (room / "password").read_text()}
    for name, place in PLACES.items():
        write_private(room / place / name, Template((TEMPLATES / name).read_text()).substitute(values))
    # The postfix user reads its own.
    for name in ("main.cf", "master.cf"):
        (room / "postfix" / "etc" / name).chmod(0o644)


def _certify(room: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    files = ["-keyout", str(room / "tls.private"), "-out", str(room / "tls.crt")]
    subprocess.run([*command, *names, *files], check=True, capture_output=True)
    (room / "tls.private").chmod(0o600)


def _postfix_pid(room: Path) -> Path:
    return room / "postfix" / "queue" / "pid" / "master.pid"


def _dovecot_pid(room: Path) -> Path:
    return room / "dovecot" / "run" / "master.pid"


def _postfix_runs(room: Path) -> bool:
    return daemons.process(_postfix_pid(room), "master") is not None


def _dovecot_runs(room: Path) -> bool:
    return daemons.process(_dovecot_pid(room), "dovecot") is not None


def _run(room: Path, *command: str | Path) -> None:
    """Run a command that puts its server into the background."""
    log = room / "start.log"
    with log.open("ab") as output:
        done = subprocess.run(
            [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False
        )
    if done.returncode:
        raise daemons.DidNotStart(daemons.tail(log))
