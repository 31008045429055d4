"""By which words a published case is found.

Every word of a case gives its folded form, so that who types no diacritics finds it. A word with diacritics also gives
`=` and its spelling, so that "đường" (road) is told from "dương". Where a text is written without diacritics, as some
people do on a telephone, its words also give `~` and the word: there "duong" may well mean "đường", and is found by it.
What a list is narrowed to are words too: `@agency`, `#category` with all above it, `&area`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from services.publish.domain.folding import view
from services.publish.domain.public_case import PublicCase

EXACT, PLAIN, AGENCY, CATEGORY, AREA = "=", "~", "@", "#", "&"
MARKED = (EXACT, PLAIN, AGENCY, CATEGORY, AREA)
MOST_WORDS = 8
#: A text counts as written without diacritics when fewer than one word of so many has any.
ONE_OF = 5
#: Longer runs of letters are no words.
LONGEST = 40
_WORD = re.compile(r"[^\W_]+")
#: Two ways to place a tone at the end of a syllable, of which keyboards write one or the other: hòa and hoà.
_ON_THE_FIRST = "òa,óa,ỏa,õa,ọa,òe,óe,ỏe,õe,ọe,ùy,úy,ủy,ũy,ụy"
_ON_THE_LAST = "oà,oá,oả,oã,oạ,oè,oé,oẻ,oẽ,oẹ,uỳ,uý,uỷ,uỹ,uỵ"
_TONE_PLACES = dict(zip(_ON_THE_FIRST.split(","), _ON_THE_LAST.split(","), strict=True))

Group = frozenset[str]


def query_words(query: str) -> tuple[str, ...]:
    """Return the first distinct words of a search in lower case, each spelled one way, with what diacritics it has."""
    return tuple(dict.fromkeys(map(spelled, _words(query))))[:MOST_WORDS]


def folded(word: str) -> str:
    """Return a word without diacritics."""
    return view(word)


def spelled(word: str) -> str:
    """Return a word in lower case (NFC) with its tone where it is always placed: hòa becomes hoà."""
    return word[:-2] + _TONE_PLACES.get(word[-2:], word[-2:])


def words_of(case: PublicCase) -> frozenset[str]:
    """Return everything that a case is found by."""
    found: set[str] = {AGENCY + case.agency}
    for text in (case.title, case.text, case.address or "", case.agency_name, case.answer):
        found.update(_found_by(_words(text)))
    found.update(CATEGORY + each for each in _with_all_above(case.category or ""))
    if case.area:
        found.add(AREA + case.area)
    return frozenset(found)


def meanings(word: str) -> Group:
    """Return what may stand in a case for a word of a search: any of it is enough."""
    plain = folded(word)
    return frozenset({plain}) if plain == word else frozenset({EXACT + word, PLAIN + plain})


def asked(words: Iterable[str], category: str | None, agency: str | None, areas: Iterable[str]) -> tuple[Group, ...]:
    """Return what a case must be found by: something of each group."""
    groups = [meanings(each) for each in words]
    groups += [frozenset({CATEGORY + category})] if category else []
    groups += [frozenset({AGENCY + agency})] if agency else []
    return tuple([*groups, frozenset(AREA + each for each in areas)] if areas else groups)


def _words(text: str) -> list[str]:
    return [each for each in _WORD.findall(unicodedata.normalize("NFC", text).lower()) if len(each) <= LONGEST]


def _found_by(words: list[str]) -> Iterator[str]:
    """Yield what the words of one text say."""
    distinct = [_both(each) for each in set(words)]
    written_plain = sum(exact is not None for _, exact in distinct) * ONE_OF < len(distinct)
    for plain, exact in distinct:
        yield plain
        if exact:
            yield exact
        elif written_plain:
            yield PLAIN + plain


@lru_cache(maxsize=50_000)
def _both(word: str) -> tuple[str, str | None]:
    """Return a word folded, and as it is spelled where that is something else."""
    plain = folded(word)
    return plain, None if plain == word else EXACT + spelled(word)


def _with_all_above(category: str) -> Iterator[str]:
    """Yield a, a.b, a.b.c."""
    parts = category.split(".") if category else []
    return (".".join(parts[: end + 1]) for end in range(len(parts)))
