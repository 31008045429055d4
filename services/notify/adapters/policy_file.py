"""The policy of channels, from the YAML file beside the templates."""

from __future__ import annotations

from pathlib import Path

import yaml

from services.kit.events.vocabulary import CHANNELS as ORIGINS
from services.notify.domain.choice import Policy
from services.notify.domain.message import CHANNELS

FILE = Path(__file__).parent.parent / "templates" / "channels.yaml"


def read_policy(file: Path = FILE) -> Policy:
    """Read and check. Raises ValueError naming a word that is none of our channels or origins."""
    raw = yaml.safe_load(file.read_text("utf-8"))
    order = {
        _known(origin, ORIGINS): tuple(_known(each, CHANNELS) for each in channels)
        for origin, channels in raw["order"].items()
    }
    worth = {
        type_: {
            _known(channel, CHANNELS): frozenset(_known(each, ORIGINS) for each in origins)
            for channel, origins in channels.items()
        }
        for type_, channels in raw["worth"].items()
    }
    return Policy(order, worth)


def _known(word: str, words: tuple[str, ...]) -> str:
    if word not in words:
        raise ValueError(f"{FILE.name}: {word} is none of {', '.join(words)}")
    return word
