"""What must never be in the repository."""

import re

import pytest

from deploy.local.state import opened
from tests.architecture.source import files, name

REQUIRED = ("AMQP_URI", "MONGO_URI", "SECRET_KEY", "TRACKING_KEY", "FILES_KEY", "SMTP_URL", "IMAP_URL", "RABBITMQ_API")
SETTINGS = [file for file in files("services/*.py") if file.name == "settings.py" or file.parent.name == "settings"]
LOCKS = files("requirements/*.txt", "deploy/local/*.requirements.txt")


@pytest.mark.parametrize("file", SETTINGS, ids=name)
def test_no_secret_has_a_default(file):
    """A default begins with a comma after the variable's name, unless what follows is a named check."""
    given = [each for each in REQUIRED if re.search(rf'\("{each}",(?!\s*validate=)', file.read_text())]
    assert given == []


@pytest.mark.parametrize("file", LOCKS, ids=name)
def test_a_lock_names_hashes_and_no_package_index(file):
    text = file.read_text()
    assert "--hash=sha256:" in text
    assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links|--trusted-host", text)


def test_no_lock_of_npm_says_where_a_package_comes_from():
    assert [name(file) for file in files("*package-lock.json") if '"resolved"' in file.read_text()] == []


@pytest.mark.parametrize("file", LOCKS, ids=name)
def test_every_locked_requirement_is_pinned(file):
    requirements = [line for line in file.read_text().splitlines() if line and line[0] not in " #"]
    assert requirements == [line for line in requirements if "==" in line]


def test_no_file_of_secrets_is_known_to_git():
    secret = [name(file) for file in files("*.env", "*.pem", "*.key", "*secrets*") if file.suffix != ".py"]
    assert [each for each in secret if not each.endswith(".example.env")] == []


def test_no_address_in_the_repository_carries_a_password():
    """PLACEHOLDERS IN CAPITALS aside, and tests, whose servers live as long as they do."""
    pattern = re.compile(r"(amqps?|mongodb|smtps?|https?)://[\w.-]+:(?=[^@]*[a-z0-9])[\w.-]{6,}@")
    texts = [
        file for file in files("*.py", "*.md", "*.yaml", "*.yml", "*.toml", "Procfile", "Dockerfile") if file.exists()
    ]
    guilty = [name(file) for file in texts if pattern.search(file.read_text()) and "tests" not in file.parts]
    assert guilty == []


def test_the_local_servers_keep_their_passwords_to_their_owner(tmp_path):
    opened(tmp_path / "new")
    assert (tmp_path / "new" / "secrets.env").stat().st_mode & 0o077 == 0
