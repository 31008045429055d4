"""Which letters make a Vietnamese syllable. Tells text that was decoded rightly from text that was not.

Vietnamese is written in syllables of a closed form: an onset, a rhyme, one of six tones. What a wrong charset leaves of
them hardly ever has that form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_NO_TONE = {ord(tone): None for tone in _TONES}


def _listed(syllables: str) -> frozenset[str]:
    return frozenset(syllables.split())


_ONSETS = _listed("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")
_RHYMES = _listed(
    """
    a ac ach ai am an ang anh ao ap at au ay
    ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in ing inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong ooc oong op ot
    oă oăc oăm oăn oăng oăt ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ơc ơng
    u ua uâ uân uâng uât uây uc uê uêch uên uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut
    uy uya uych uyên uyêt uynh uyp uyt uyu uôm uơn
    ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu yn yt ynh ych yp
    """
)
#: Lips close for these; a rounded glide does not follow, loan words (voan, buýt, phuy) aside.
_LABIALS = frozenset({"b", "m", "ph", "v"})
_GLIDES = ("oa", "oă", "oe", "uâ", "uê", "uơ", "uy")
_BORROWED = frozenset({"oa", "oan", "uy", "uyt"})
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")


def words(text: str) -> list[str]:
    """Return the runs of letters in `text`."""
    return _WORD.findall(text)


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Return whether `word` can be a Vietnamese syllable, in either case and any normal form."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    if sum(mark in _TONES for mark in decomposed) > 1:
        return False
    plain = unicodedata.normalize("NFC", decomposed.translate(_NO_TONE))
    if plain in _RHYMES:
        return True
    return any(plain[:length] in _ONSETS and plain[length:] in _RHYMES for length in (1, 2, 3)) or plain in (
        "gin",
        "gi",
    )


def marked(text: str) -> list[str]:
    """Return the words of `text` that are not plain ASCII: the ones that a charset can spoil."""
    return [word for word in words(text) if not word.isascii()]


def likeness(text: str) -> float:
    """Return which share of the marked words are Vietnamese syllables, 0 to 1; 1 when there are none."""
    found = marked(text)
    return sum(map(is_syllable, found)) / len(found) if found else 1.0
