"""How often identity cards are seen as such, and other things taken for one: `python -m … 80` draws 80 of each kind."""

import random
import sys
import time

from services.kit.files.identity_card import has_card_code, shows_card
from tests.unit.intake.attachments.drawn_cards import card_photo
from tests.unit.intake.attachments.drawn_scenes import scene_photo

CARDS = ("cccd", "cmnd", "back", "scan")
#: What citizens photograph.
SCENES = ("road", "street", "wood", "water", "night", "rubbish")
#: What looks like a card in one way or another.
LIKENESSES = ("sign", "paper")


def alarms(kind: str, count: int, seed: str) -> int:
    """Return how many of `count` drawn pictures of a kind are taken for a card."""
    return sum(shows_card(_drawn(kind, number, seed)) for number in range(count))


def _drawn(kind: str, number: int, seed: str):  # type: ignore[no-untyped-def]
    draw = card_photo if kind in CARDS else scene_photo
    return draw(random.Random(f"{kind} {number} {seed}"), kind)


def _measure(count: int, seed: str) -> None:
    for kind in (*CARDS, *SCENES, *LIKENESSES):
        pictures = [_drawn(kind, number, seed) for number in range(count)]
        codes = sum(map(has_card_code, pictures))
        begun = time.perf_counter()
        seen = sum(map(shows_card, pictures))
        each = (time.perf_counter() - begun) / count
        print(f"{kind:8} alarms {seen:4}/{count}   by code {codes:4}   {each * 1000:4.0f} ms a picture", flush=True)


if __name__ == "__main__":
    _measure(int(sys.argv[1]), "measured")
